import { beforeAll, describe, expect, test } from 'vitest'
import { connectionUrl } from '../../src/postgres/connection-url.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query, testServer } from '../support/database.ts'
import { pgDump } from '../support/pg-dump.ts'
import { sample } from './sample.ts'
import { content, failureOf, restore } from './support.ts'

let production: Connection

beforeAll(async () => {
  production = await createTestDatabase(`${sample}
    CREATE SCHEMA "other; schema";
    CREATE TABLE "other; schema"._prisma_migrations (id text);
    INSERT INTO "other; schema"._prisma_migrations VALUES ('two');`)
})

test('of production, the schema and the migration histories are read, and nothing else', async () => {
  const before = await content(production)
  const { facts, database } = await restore(connectionUrl(production))
  expect(facts).toEqual({ format: 'url', version: (await testServer()).version, sha256: null })
  const schemaOf = async (of: Connection) =>
    String(await pgDump(of, ['--schema-only'])).replaceAll(/^\\(?:un)?restrict .*$/gm, '')
  expect(await schemaOf(database)).toBe(await schemaOf(production))
  expect(await query(database, 'SELECT migration_name FROM _prisma_migrations')).toEqual([
    { migration_name: '2024_init' },
  ])
  expect(await query(database, 'SELECT id FROM "other; schema"._prisma_migrations')).toEqual([{ id: 'two' }])
  expect(await query(database, 'SELECT FROM users')).toEqual([])
  expect(await content(production)).toBe(before)
})

test('production without a history has its schema alone', async () => {
  const { database } = await restore(
    connectionUrl(await createTestDatabase('CREATE TABLE t (id int); INSERT INTO t VALUES (1)')),
  )
  expect(await query(database, 'SELECT FROM t')).toEqual([])
})

describe('what cannot be read', () => {
  test('a server that is not there, a database that is not, a URL that is none', async () => {
    const there = { ...production, host: '127.0.0.1', password: 'secret' }
    const nowhere = await failureOf(restore(connectionUrl({ ...there, port: 1 })))
    expect(nowhere.code).toBe('production-unreachable')
    const unknown = await failureOf(restore(connectionUrl({ ...production, database: 'no such database' })))
    expect(unknown).toMatchObject({
      code: 'production-unreachable',
      message: expect.stringContaining('does not exist'),
    })
    const broken = await failureOf(restore('postgresql://user:secret@host:port/'))
    expect([nowhere, unknown, broken].map(({ message }) => message).join()).not.toContain('secret')
  })

  test('a table that the user may not read', async () => {
    const password = 'p; a/ss@%'
    const owned = await createTestDatabase('CREATE TABLE hidden (id int)')
    await query(
      owned,
      `DROP ROLE IF EXISTS dump_test_reader; CREATE ROLE dump_test_reader LOGIN PASSWORD '${password}'`,
    )
    try {
      const failure = await failureOf(
        restore(connectionUrl({ ...owned, user: 'dump_test_reader', password })),
      )
      expect(failure).toMatchObject({
        code: 'production-unreadable',
        message: expect.stringContaining('permission denied for table hidden'),
      })
      expect(failure.message).not.toContain(password)
    } finally {
      await query(owned, 'DROP ROLE dump_test_reader')
    }
  })
})
