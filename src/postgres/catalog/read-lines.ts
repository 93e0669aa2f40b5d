import type { Catalog } from '../../model/catalog.ts'
import { type Line, lines } from '../../model/line.ts'
import type { Connection } from '../server.ts'
import { equateConstants } from './equate-constants.ts'
import { readCatalog } from './read-catalog.ts'

/**
 * Reads the databases of a check, side by side, so that constants of one value have one canonical text.
 * @param connections null for a line that does not exist
 * @returns the same lines; null for those that do not exist
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function readLines(
  connections: Readonly<Record<Line, Connection | null>>,
): Promise<Readonly<Record<Line, Catalog | null>>> {
  const present = lines.flatMap((line) => {
    const connection = connections[line]
    return connection ? [{ line, connection }] : []
  })
  const read = await Promise.all(present.map(({ connection }) => readCatalog(connection)))
  const [first] = present
  const catalogs = first ? await equateConstants(read, first.connection) : []
  const of = (line: Line) => catalogs[present.findIndex((each) => each.line === line)] ?? null
  return {
    production: of('production'),
    applied: of('applied'),
    history: of('history'),
    deployed: of('deployed'),
    schema: of('schema'),
  }
}
