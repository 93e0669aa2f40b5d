import pg from 'pg'
import type { Connection } from '../server.ts'
import { scope } from './scope.ts'
import { readOnly } from './session.ts'

/**
 * Counts the rows of every table and the values that are no null in every column, one scan a table.
 * @returns by `["schema","table"]` and `["schema","table","column"]`, as JSON
 * @throws `pg.DatabaseError`, or an error of the network
 */
export async function countRows(connection: Connection): Promise<ReadonlyMap<string, number>> {
  return readOnly(connection, 0, async (client) => {
    const { rows: tables } = await client.query<{
      schema: string
      name: string
      columns: readonly string[]
    }>(`
      WITH ${scope}
      SELECT t.schema, t.name, ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns
      FROM own_table t`)
    const counts = new Map<string, number>()
    for (const { schema, name, columns } of tables) {
      const each = ['*', ...columns.map((column) => pg.escapeIdentifier(column))]
      const { rows } = await client.query<string[]>({
        text: `SELECT ${each.map((what) => `count(${what})`).join(', ')} FROM ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
        rowMode: 'array',
      })
      const [all, ...values] = rows[0] ?? []
      counts.set(JSON.stringify([schema, name]), Number(all))
      columns.forEach((column, at) => {
        counts.set(JSON.stringify([schema, name, column]), Number(values[at]))
      })
    }
    return counts
  })
}
