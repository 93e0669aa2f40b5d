import pg from 'pg'
import type { MigrationRecord } from '../model/migration.ts'
import { compareText } from '../model/object.ts'
import { withClient } from '../postgres/client.ts'
import type { Connection } from '../postgres/server.ts'

interface Row {
  readonly migration_name: string
  readonly checksum: string
  readonly finished: boolean
  readonly rolled_back: boolean
  readonly never_ran: boolean
}

/**
 * Finds where `_prisma_migrations` lives: in the first of `schemas` that has it, else wherever it is. Prisma keeps
 * it in the schema that `?schema=` of the database URL names, as it does every name without a schema.
 * @returns null where there is no such table.
 */
export async function findRecords(
  connection: Connection,
  schemas: readonly string[] = ['public'],
): Promise<string | null> {
  const { rows } = await withClient(connection, (client) =>
    client.query<{ nspname: string }>(
      `SELECT nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE relname = '_prisma_migrations' AND relkind IN ('r', 'p')
       ORDER BY array_position($1::text[], nspname::text), nspname COLLATE "C" LIMIT 1`,
      [[...new Set([...schemas, 'public'])]],
    ),
  )
  return rows[0]?.nspname ?? null
}

/**
 * Reads production's `_prisma_migrations`, where `findRecords` finds it.
 * @returns one record a name, sorted by name; null where there is no such table.
 * @throws pg.DatabaseError when the table is not Prisma's.
 */
export async function readRecords(
  connection: Connection,
  schemas: readonly string[] = ['public'],
): Promise<readonly MigrationRecord[] | null> {
  const schema = await findRecords(connection, schemas)
  if (schema === null) return null
  const { rows } = await withClient(connection, (client) =>
    client.query<Row>(
      `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back,
         applied_steps_count = 0 AS never_ran
       FROM ${pg.escapeIdentifier(schema)}._prisma_migrations ORDER BY started_at, id`,
    ),
  )
  return foldRecords(rows)
}

/**
 * Prisma adds a row for each attempt. One that neither finished nor was rolled back blocks the next deploy
 * whatever the others say; else one that finished and was not rolled back makes the migration applied.
 */
function foldRecords(rows: readonly Row[]): readonly MigrationRecord[] {
  const byName = new Map<string, Row[]>()
  for (const row of rows) byName.set(row.migration_name, [...(byName.get(row.migration_name) ?? []), row])
  return [...byName]
    .map(([name, attempts]): MigrationRecord => {
      const standing = attempts.filter((row) => !row.rolled_back)
      const failed = standing.find((row) => !row.finished)
      const decisive = failed ?? standing.at(-1) ?? attempts.at(-1)
      const state = failed ? 'failed' : standing.length > 0 ? 'applied' : 'rolled-back'
      const resolved = state === 'applied' && decisive?.never_ran === true
      return { name, checksum: decisive?.checksum ?? '', state, resolved }
    })
    .toSorted((a, b) => compareText(a.name, b.name))
}
