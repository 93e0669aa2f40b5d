import type { Catalog } from '../../model/catalog.ts'
import { type Line, lines } from '../../model/line.ts'
import type { Connection } from '../server.ts'
import { equateConstants } from './equate-constants.ts'
import { readCatalog } from './read-catalog.ts'

/**
 * Reads the databases of a check, side by side, so that constants of one value have one canonical text.
 * @param connections null for a line that does not exist; lines may be one database
 * @returns the same lines; null for those that do not exist, and one catalog for lines that are one database
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function readLines(
  connections: Readonly<Record<Line, Connection | null>>,
): Promise<Readonly<Record<Line, Catalog | null>>> {
  const databases = new Map(
    lines.flatMap((line) => {
      const connection = connections[line]
      return connection ? [[connection.database, connection] as const] : []
    }),
  )
  const read = await Promise.all([...databases.values()].map(readCatalog))
  const [first] = databases.values()
  const catalogs = first ? await equateConstants(read, first) : []
  const names = [...databases.keys()]
  const of = (line: Line) => catalogs[names.indexOf(connections[line]?.database ?? '')] ?? null
  return {
    production: of('production'),
    applied: of('applied'),
    history: of('history'),
    deployed: of('deployed'),
    schema: of('schema'),
  }
}
