import type { Catalog } from '../../model/catalog.ts'
import { type Line, lines } from '../../model/line.ts'
import type { Connection } from '../server.ts'
import { sharedCanonicalisers } from './canonical/shared.ts'
import { equateConstants } from './equate-constants.ts'
import { type ReadOptions, readCatalog } from './read-catalog.ts'
import { sharedObjects } from './shared-objects.ts'

/** A database for each line; null for a line that does not exist. Lines may be one database. */
type Databases = Readonly<Record<Line, Connection | null>>

/** A catalog for each line; null for a line that does not exist, and one catalog for lines that are one database. */
type Catalogs = Readonly<Record<Line, Catalog | null>>

/**
 * Reads the databases of a check, side by side, so that constants of one value have one canonical text.
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function readLines(connections: Databases): Promise<Catalogs> {
  return (await readEachLines([connections]))(connections)
}

/**
 * As `readLines`, for lines of which some are the same databases: each is read once.
 * @returns the catalogs of any of these lines
 */
export async function readEachLines(
  all: readonly Databases[],
  options: ReadOptions = {},
): Promise<(connections: Databases) => Catalogs> {
  const databases = new Map(
    all.flatMap((connections) =>
      lines.flatMap((line) => {
        const connection = connections[line]
        return connection ? [[connection.database, connection] as const] : []
      }),
    ),
  )
  const canonicaliserFor = sharedCanonicalisers()
  const keep = sharedObjects()
  const read = await Promise.all(
    [...databases.values()].map((database) => readCatalog(database, options, canonicaliserFor, keep)),
  )
  const [first] = databases.values()
  const catalogs = first ? await equateConstants(read, first) : []
  const names = [...databases.keys()]
  const of = (connection: Connection | null) => catalogs[names.indexOf(connection?.database ?? '')] ?? null
  return ({ production, applied, history, deployed, schema }) => ({
    production: of(production),
    applied: of(applied),
    history: of(history),
    deployed: of(deployed),
    schema: of(schema),
  })
}
