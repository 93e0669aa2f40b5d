import pg from 'pg'
import type { Connection } from '../server.ts'
import { scope } from './scope.ts'
import { readOnly } from './session.ts'

/** A table that holds rows of its own: no view, no partitioned table. */
interface Stored {
  readonly oid: number
  readonly schema: string
  readonly name: string
  /** Where its rows are; another one once the table was written anew. */
  readonly file: string
  /** By their number, which stays what it is. */
  readonly columns: Readonly<Record<string, string>>
}

export interface Losses {
  /** Rows, and values that are no null, of which there are fewer. */
  readonly lost: number
  /** How many tables were counted, as their rows may not be what they were. */
  readonly counted: number
  /** How many there are. */
  readonly tables: number
}

/**
 * Counts what is gone of the rows of a database in a clone that was changed by statements about its structure alone.
 * Only tables that were dropped or written anew, or that lost a column, can have other rows: these are counted, one
 * scan each on both sides. https://www.postgresql.org/docs/current/storage-file-layout.html
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function lostRows(before: Connection, after: Connection): Promise<Losses> {
  const [was, is] = await Promise.all([storedTables(before), storedTables(after)])
  const now = new Map(is.map((table) => [table.oid, table]))
  const suspects = was.flatMap((table) => {
    const other = now.get(table.oid) ?? null
    return other && isUntouched(table, other) ? [] : [{ table, other }]
  })
  const others = suspects.flatMap(({ other }) => other ?? [])
  const [full, left] = await Promise.all([
    countRows(
      before,
      suspects.map(({ table }) => table),
    ),
    countRows(after, others),
  ])
  const lost = [...full].reduce((sum, [what, count]) => sum + Math.max(0, count - (left.get(what) ?? 0)), 0)
  return { lost, counted: suspects.length, tables: was.length }
}

function isUntouched(table: Stored, other: Stored): boolean {
  return table.file === other.file && Object.keys(table.columns).every((number) => number in other.columns)
}

async function storedTables(connection: Connection): Promise<readonly Stored[]> {
  return readOnly(connection, 0, async (client) => {
    const { rows } = await client.query<Stored>(`
      WITH ${scope}
      SELECT c.oid, s.name AS schema, c.relname AS name, c.relfilenode::text AS file,
        (SELECT coalesce(jsonb_object_agg(a.attnum, a.attname), '{}') FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
      FROM pg_class c JOIN own_schema s ON s.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relname <> '_prisma_migrations'`)
    return rows
  })
}

/** By table and column, as their numbers say them. */
async function countRows(
  connection: Connection,
  tables: readonly Stored[],
): Promise<ReadonlyMap<string, number>> {
  if (tables.length === 0) return new Map()
  return readOnly(connection, 0, async (client) => {
    const counts = new Map<string, number>()
    for (const { oid, schema, name, columns } of tables) {
      const numbers = Object.keys(columns)
      const each = ['*', ...Object.values(columns).map((column) => pg.escapeIdentifier(column))]
      const { rows } = await client.query<string[]>({
        text: `SELECT ${each.map((what) => `count(${what})`).join(', ')} FROM ONLY ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
        rowMode: 'array',
      })
      const [all, ...values] = rows[0] ?? []
      counts.set(`${oid}`, Number(all))
      numbers.forEach((number, at) => {
        counts.set(`${oid}.${number}`, Number(values[at]))
      })
    }
    return counts
  })
}
