import { describe, expect, test } from 'vitest'
import { keepOpen, letGo, withClient } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query, testServer } from '../support/database.ts'

/** The process that serves whoever works there next. */
const backend = (database: Connection) =>
  withClient(database, async (client) =>
    Number((await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid),
  )

const sessions = async ({ database }: Connection) =>
  query(
    (await testServer()).connection,
    `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
    [database],
  )

describe('a database that we made', () => {
  test('is worked on over one connection, one after the other, each in a session as new', async () => {
    const database = await createTestDatabase()
    const first = await withClient(database, async (client) => {
      await client.query("SET search_path = 'elsewhere'; CREATE TEMP TABLE left_over ()")
      return (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid
    })
    const [row] = await query(
      { ...database, schema: 'another' },
      `SELECT pg_backend_pid() AS pid, current_setting('search_path') AS path, to_regclass('pg_temp.left_over') AS made`,
    )
    expect(row).toEqual({ pid: first, path: '"$user", public', made: null })
  })

  test('is worked on at once over several, of which one is kept', async () => {
    const database = await createTestDatabase()
    const [one, other] = await Promise.all([backend(database), backend(database)])
    expect(one).not.toBe(other)
    expect([one, other]).toContain(await backend(database))
    await expect.poll(() => sessions(database)).toHaveLength(1)
  })

  test('keeps none on which work failed, or left a transaction open', async () => {
    const database = await createTestDatabase()
    const first = await backend(database)
    await expect(withClient(database, (client) => client.query('SELECT 1 / 0'))).rejects.toThrow()
    const second = await backend(database)
    await withClient(database, (client) => client.query('BEGIN'))
    expect(new Set([first, second, await backend(database)]).size).toBe(3)
  })

  test('keeps none that the server has ended', async () => {
    const database = await createTestDatabase()
    const pid = await backend(database)
    await query((await testServer()).connection, 'SELECT pg_terminate_backend($1)', [pid])
    // It hears of it a moment later.
    await expect.poll(() => backend(database).catch(() => pid)).not.toBe(pid)
  })

  test('can be cloned all the same, and keeps one again', async () => {
    const database = await createTestDatabase('CREATE TABLE kept ()')
    const clone = await (await testServer()).createDatabase('clone', database)
    expect(await query(clone, "SELECT to_regclass('kept')::text AS name")).toEqual([{ name: 'kept' }])
    expect(await backend(database)).toBe(await backend(database))
  })
})

test('of many databases only some keep one', async () => {
  const databases = await Promise.all(Array.from({ length: 12 }, () => createTestDatabase()))
  for (const database of databases) await backend(database)
  const open = async () => (await Promise.all(databases.map(sessions))).map(({ length }) => length)
  await expect.poll(open).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
})

test('one that is let go has no connection and keeps none, until it is to be kept again', async () => {
  const database = await createTestDatabase()
  await backend(database)
  await letGo(database)
  await expect.poll(() => sessions(database)).toHaveLength(0)
  expect(await backend(database)).not.toBe(await backend(database))
  keepOpen(database)
  expect(await backend(database)).toBe(await backend(database))
})
