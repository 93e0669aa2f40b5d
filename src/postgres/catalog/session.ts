import pg from 'pg'
import { withClient } from '../client.ts'
import type { Connection } from '../server.ts'

/**
 * What decides how Postgres prints names, times and numbers. With an empty search path every name outside
 * pg_catalog carries its schema.
 */
const settings = `
  SET LOCAL search_path = '';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL xmlbinary = 'base64';
  SET LOCAL lc_monetary = 'C';
  SET LOCAL standard_conforming_strings = on;
  SET LOCAL quote_all_identifiers = off;
  SET LOCAL row_security = off;
  SET LOCAL jit = off;
  SET LOCAL lock_timeout = 0;
  SET LOCAL statement_timeout = `

/**
 * Runs `work` on one connection in one read-only transaction that sees the database as of one moment, with the
 * same printing of values on every server.
 * @param timeout of each statement, in milliseconds; 0 for none
 * @throws `pg.DatabaseError`, or what `work` throws
 */
export async function readOnly<T>(
  connection: Connection,
  timeout: number,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return withClient(connection, async (client) => {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;${settings}${timeout}`)
    const result = await work(client)
    await client.query('COMMIT')
    return result
  })
}

/**
 * One statement that may fail without taking the transaction with it.
 * @returns its rows; null when it failed, by timeout too.
 */
export async function attempt<Row extends pg.QueryResultRow>(
  client: pg.Client,
  text: string,
): Promise<readonly Row[] | null> {
  await client.query('SAVEPOINT attempt')
  try {
    const { rows } = await client.query<Row>(text)
    await client.query('RELEASE attempt')
    return rows
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    await client.query('ROLLBACK TO attempt')
    return null
  }
}
