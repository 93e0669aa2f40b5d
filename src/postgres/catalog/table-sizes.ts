import pg from 'pg'
import { objectKey, type SchemaMemberId } from '../../model/object.ts'
import type { Connection } from '../server.ts'
import { attempt, readOnly } from './session.ts'

/** For one table, in milliseconds; one that takes longer is not measured. */
const timeout = 30_000

/**
 * Measures tables: how many rows they have, and how many bytes they take with what is stored beside them.
 * https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-DBSIZE
 * @returns by key; what is not there, is no table or takes too long is not in it
 * @throws an error of the network
 */
export async function measureTables(
  connection: Connection,
  tables: readonly SchemaMemberId[],
): Promise<ReadonlyMap<string, { readonly rows: number; readonly bytes: number }>> {
  if (tables.length === 0) return new Map()
  return readOnly(connection, timeout, async (client) => {
    const sizes = new Map<string, { rows: number; bytes: number }>()
    for (const table of tables) {
      const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
      const rows = await attempt<{ rows: string; bytes: string }>(
        client,
        `SELECT (SELECT count(*) FROM ${name}) AS rows,
           pg_table_size(${pg.escapeLiteral(name)}::regclass)
             + (SELECT coalesce(sum(pg_table_size(relid)), 0)
                FROM pg_partition_tree(${pg.escapeLiteral(name)}::regclass)) AS bytes`,
      )
      const [size] = rows ?? []
      if (size) sizes.set(objectKey(table), { rows: Number(size.rows), bytes: Number(size.bytes) })
    }
    return sizes
  })
}
