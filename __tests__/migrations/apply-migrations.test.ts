import { beforeAll, describe, expect, test } from 'vitest'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { readRecords } from '../../src/migrations/read-records.ts'
import { withClient } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { migration } from './migration.ts'

const tables = async (database: Connection) =>
  (
    await query(
      database,
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    )
  )
    .map(({ relname }) => relname)
    .filter((name) => name !== '_prisma_migrations')

let database: Connection
const fresh = () =>
  beforeAll(async () => {
    database = await createTestDatabase()
  })

describe('what works', () => {
  fresh()

  test('runs in order and records as Prisma does', async () => {
    const first = migration('CREATE TABLE a (id int);\nCREATE TABLE b (id int);', '1_first')
    expect(
      await applyMigrations(database, [first, migration('ALTER TABLE b ADD c text;', "2_it's")]),
    ).toBeNull()
    const rows = await query(
      database,
      `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at, finished_at >= started_at AS finished,
         id ~ '^[0-9a-f-]{36}$' AS uuid FROM _prisma_migrations ORDER BY 1`,
    )
    expect(rows).toMatchObject([
      {
        migration_name: '1_first',
        checksum: first.checksum,
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
        finished: true,
        uuid: true,
      },
      { migration_name: "2_it's" },
    ])
    expect(await readRecords(database)).toMatchObject([
      { name: '1_first', state: 'applied' },
      { name: "2_it's" },
    ])
    expect(await tables(database)).toEqual(['a', 'b'])
  })

  test('records nothing where it is not wanted', async () => {
    const other = await createTestDatabase()
    await applyMigrations(other, [migration('SELECT 1')], { record: false })
    expect(await readRecords(other)).toBeNull()
  })

  test('a setting, a role or a search path of one file does not reach the next', async () => {
    const breaks = await applyMigrations(database, [
      migration(
        "SELECT pg_catalog.set_config('search_path', '', false); SET ROLE pg_read_all_data; SET standard_conforming_strings = off",
        '3',
      ),
      migration("CREATE TABLE after_reset (id text DEFAULT 'a\\')", '4'),
    ])
    expect(breaks).toBeNull()
    expect(await tables(database)).toContain('after_reset')
  })

  test('begins in the schema that is asked for', async () => {
    await query(database, 'CREATE SCHEMA app')
    expect(
      await applyMigrations(database, [migration('CREATE TABLE here (id int)')], { schema: 'app' }),
    ).toBeNull()
    expect(
      await query(
        database,
        "SELECT to_regclass('app.here') IS NOT NULL AND to_regclass('app._prisma_migrations') IS NOT NULL AS ok",
      ),
    ).toEqual([{ ok: true }])
  })

  test('CREATE INDEX CONCURRENTLY, alone and beside others; a new enum value used at once', async () => {
    const breaks = await applyMigrations(database, [
      migration('CREATE INDEX CONCURRENTLY a_idx ON a (id);', '5'),
      migration('CREATE TABLE k (id int);\nCREATE INDEX CONCURRENTLY k_idx ON k (id);\n', '6'),
      migration("CREATE TYPE mood AS ENUM ('a');", '7'),
      migration("ALTER TYPE mood ADD VALUE 'b';\nCREATE TABLE moods (m mood DEFAULT 'b');", '8'),
    ])
    expect(breaks).toBeNull()
    expect(await tables(database)).toContain('moods')
  })

  test('functions, DO blocks, rows of SELECT, BEGIN and COMMIT of its own, an empty file', async () => {
    const breaks = await applyMigrations(database, [
      migration(
        `BEGIN;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;
COMMIT;
DO $x$ BEGIN PERFORM f(); END $x$;
SELECT generate_series(1, 1000), f();`,
        '9',
      ),
      migration('-- nothing\n', '91'),
    ])
    expect(breaks).toBeNull()
  })
})

describe('what breaks', () => {
  fresh()

  test('leaves the database as before the migration, and says where it broke', async () => {
    const sql = `CREATE TABLE one (id int);
-- a comment; with a semicolon
CREATE TABLE two (id int, name text DEFAULT 'x;y');

INSERT INTO one VALUES (1);
ALTER TABLE two
  ADD COLUMN id int;
`
    const breaks = await applyMigrations(database, [
      migration('CREATE TABLE zero ()', '1'),
      migration(sql, '2'),
      migration('', '3'),
    ])
    expect(breaks).toMatchObject({
      migration: { name: '2' },
      line: 6,
      statement: 'ALTER TABLE two ADD COLUMN id int',
      sqlstate: '42701',
      message: 'column "id" of relation "two" already exists',
      rows: null,
      partial: false,
    })
    expect(await tables(database)).toEqual(['zero'])
    expect((await readRecords(database))?.map(({ name }) => name)).toEqual(['1'])
  })

  test('names the very line where Postgres does, past characters of two code units', async () => {
    const breaks = await applyMigrations(database, [
      migration("SELECT '😀😀';\nCREATE TABLE t (\n  id int,\n  x nonsense\n);"),
    ])
    expect(breaks).toMatchObject({
      line: 4,
      sqlstate: '42704',
      statement: 'CREATE TABLE t ( id int, x nonsense )',
    })
  })

  test('a syntax error, at the place and at the end', async () => {
    expect(
      await applyMigrations(database, [migration('CREATE TABLE t (id int);\nCREATE TABEL u ();')]),
    ).toMatchObject({
      line: 2,
      sqlstate: '42601',
      statement: 'CREATE TABEL u ()',
    })
    expect(await applyMigrations(database, [migration('CREATE TABLE t (\n  id int\n')])).toMatchObject({
      sqlstate: '42601',
      line: 2,
    })
  })

  test('keeps values out of statement and message', async () => {
    const breaks = await applyMigrations(database, [
      migration("CREATE TABLE s (n int);\nINSERT INTO s SELECT ('secret-' || 12345)::int;"),
    ])
    expect(breaks).toMatchObject({
      line: 2,
      sqlstate: '22P02',
      statement: 'INSERT INTO s SELECT (… || …)::int',
    })
    expect(JSON.stringify({ ...breaks, migration: null })).not.toMatch(/secret|12345/)
  })

  test('a transaction of its own is undone as well, unless a part was committed', async () => {
    const whole = await applyMigrations(database, [
      migration('BEGIN;\nCREATE TABLE own (id int);\nSELECT 1/0;\nCOMMIT;'),
    ])
    expect(whole).toMatchObject({ line: 3, partial: false })
    expect(await tables(database)).not.toContain('own')
    const part = await applyMigrations(database, [
      migration('BEGIN;\nCREATE TABLE own (id int);\nCOMMIT;\nSELECT 1/0;'),
    ])
    expect(part).toMatchObject({ line: 4, partial: true })
    expect(await tables(database)).toContain('own')
  })

  test('a transaction that is not ended is lost, as with Prisma', async () => {
    const breaks = await applyMigrations(database, [
      migration('CREATE TABLE x1 (id int);\nBEGIN;\nCREATE TABLE lost (id int);'),
    ])
    expect(breaks).toMatchObject({ line: 2, sqlstate: '25000', statement: 'BEGIN' })
    expect(await tables(database)).not.toContain('lost')
    expect(await applyMigrations(database, [migration('CREATE TABLE kept (id int)')])).toBeNull()
    expect(await tables(database)).toContain('kept')
  })

  test('statement by statement, the line is still that of the file', async () => {
    const sql =
      'CREATE TABLE cc (id int);\nCREATE INDEX CONCURRENTLY cc_idx ON cc (id);\n\nSELECT\n  nothing;'
    expect(await applyMigrations(database, [migration(sql)])).toMatchObject({
      line: 5,
      sqlstate: '42703',
      statement: 'SELECT nothing',
      partial: true,
    })
  })

  test('as deployed, a file that cannot be one transaction breaks', async () => {
    const found = await applyMigrations(
      database,
      [migration('CREATE TABLE dd (id int);\nCREATE INDEX CONCURRENTLY dd_idx ON dd (id);')],
      { asDeploy: true },
    )
    expect(found).toMatchObject({
      line: 2,
      sqlstate: '25001',
      message: expect.stringContaining('CONCURRENTLY'),
    })
    expect(await tables(database)).not.toContain('dd')
    const alone = [migration('CREATE INDEX CONCURRENTLY zero_idx ON cc (id);')]
    expect(await applyMigrations(database, alone, { asDeploy: true })).toBeNull()
  })

  test('COPY from a file that has no rows does not hang', async () => {
    const breaks = await applyMigrations(database, [
      migration('CREATE TABLE co (id int);\nCOPY co FROM stdin;\n1\n\\.\n'),
    ])
    expect(breaks?.sqlstate).toBe('42601')
    expect(await applyMigrations(database, [migration('COPY zero FROM stdin;')])).toMatchObject({
      sqlstate: '57014',
    })
  })
})

test('takes hardly longer than sending the files themselves', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    migration(
      `CREATE TABLE t${index} (id int PRIMARY KEY, name text NOT NULL);`,
      String(index).padStart(4, '0'),
    ),
  )
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const [sent, applied] = [await createTestDatabase(), await createTestDatabase()]
  const bare = await timed(() =>
    withClient(sent, async (client) => {
      for (const { sql } of many) await client.query(sql)
    }),
  )
  const ours = await timed(() => applyMigrations(applied, many))
  expect((await readRecords(applied))?.length).toBe(300)
  expect(ours).toBeLessThan(3 * bare + 200)
})

test('can be cancelled between files', async () => {
  const controller = new AbortController()
  controller.abort(new Error('enough'))
  const { signal } = controller
  await expect(applyMigrations(database, [migration('SELECT 1')], { signal })).rejects.toThrow('enough')
})
