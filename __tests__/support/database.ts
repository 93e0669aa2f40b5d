/**
 * Real databases for tests, on the one server that the whole run shares (see global-setup.ts).
 *
 *     const database = await createTestDatabase('CREATE TABLE t (id int)')   // a Connection
 *     await query(database, 'SELECT …')                                      // its rows
 *     const server = await testServer()                                      // a Server, for code that wants one
 *
 * Whatever a test file makes is dropped when the file ends. Making a database takes about 50 ms: make one in
 * `beforeAll` for a whole `describe` where tests only read. `testServer().createDatabase(label, template)` clones.
 */
import { afterAll, inject } from 'vitest'
import { withClient } from '../../src/postgres/client.ts'
import type { Connection, Server } from '../../src/postgres/server.ts'
import { startServer } from '../../src/postgres/start.ts'

let server: Promise<Server> | null = null

/** The shared server as a `Server`; one for each test file, which drops what the file made. Never stop it yourself. */
export function testServer(): Promise<Server> {
  server ??= startServer({
    where: 'url',
    major: null,
    image: null,
    url: inject('postgres'),
    signal: new AbortController().signal,
    log: { note() {}, warn() {} },
    onRemains() {},
  })
  return server
}

/** A new database after `sql`, which may hold many statements. */
export async function createTestDatabase(sql = ''): Promise<Connection> {
  const database = await (await testServer()).createDatabase('test')
  if (sql !== '') await query(database, sql)
  return database
}

/**
 * Runs SQL in a database.
 * @returns the rows of the statement; none when `sql` holds several statements.
 */
export async function query(
  database: Connection,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly Record<string, unknown>[]> {
  const result = await withClient(database, (client) => client.query(sql, values && [...values]))
  return result.rows ?? []
}

afterAll(async () => {
  await (await server)?.stop()
})
