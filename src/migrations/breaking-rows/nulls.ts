import pg from 'pg'
import { countOf, type Failing, failingTable } from './table.ts'

/** Rows that hold null in a column made NOT NULL; all rows when the statement adds that column. */
export async function nullRows(client: pg.Client, failing: Failing): Promise<number | null> {
  const table = await failingTable(client, failing)
  const { column } = failing.error
  if (!table || column === null) return null
  const { rowCount } = await client.query(
    'SELECT FROM pg_catalog.pg_attribute WHERE attrelid = $1 AND attname = $2 AND attnum > 0 AND NOT attisdropped',
    [table.oid, column],
  )
  const exists = rowCount === 1
  return countOf(
    client,
    `SELECT count(*) FROM ${table.sql}${exists ? ` WHERE ${pg.escapeIdentifier(column)} IS NULL` : ''}`,
  )
}
