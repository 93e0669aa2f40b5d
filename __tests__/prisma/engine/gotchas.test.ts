import { type bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { expect, test } from 'vitest'
import { withClient } from '../../../src/postgres/client.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { adapterFactory, useSchema } from '../../../src/prisma/wasm/driver-adapter.ts'
import { createTestDatabase, query } from '../../support/database.ts'
import { datasource, open, project } from './support.ts'

type Adapter = Awaited<ReturnType<ReturnType<typeof bindMigrationAwareSqlAdapterFactory>['connect']>> & {
  ok: true
}

async function withAdapter<T>(
  database: Connection,
  schema: string,
  work: (adapter: Adapter['value']) => Promise<T>,
) {
  return withClient(database, async (client) => {
    await useSchema(client, schema)
    const connected = await adapterFactory({ schema, database: async () => ({ client }) }).connect()
    if (!connected.ok) throw new Error('It does not connect.')
    return work(connected.value)
  })
}

test('columns of the catalog’s own types, and of unknown types, come as what the engine takes', async () => {
  const database = await createTestDatabase("CREATE TYPE mood AS ENUM ('x'); CREATE DOMAIN d AS point")
  const sql = `SELECT 'r'::"char" AS c, ARRAY['a','b c']::name[] AS names, ARRAY['f','u']::"char"[] AS chars,
    'x'::mood AS mood, '(1,2)'::d AS d, ARRAY[1,NULL]::int[] AS ints, 9007199254740993 AS big, true AS yes,
    NULL::text AS nothing, '2025-01-31 10:00:00+02'::timestamptz AT TIME ZONE 'UTC' AS t, '\\x00ff'::bytea AS bytes`
  const result = await withAdapter(database, 'public', (adapter) =>
    adapter.queryRaw({ sql, args: [], argTypes: [] }),
  )
  if (!result.ok) throw new Error('The query failed.')
  const { columnNames, columnTypes, rows } = result.value
  const types = Object.entries(ColumnTypeEnum)
  const named = columnTypes.map((type) => types.find(([, value]) => value === type)?.[0])
  expect(Object.fromEntries(columnNames.map((name, i) => [name, [named[i], rows[0]?.[i]]]))).toEqual({
    c: ['Character', 'r'],
    names: ['TextArray', ['a', 'b c']],
    chars: ['TextArray', ['f', 'u']],
    mood: ['Text', 'x'],
    d: ['Text', '(1,2)'],
    ints: ['Int32Array', [1, null]],
    big: ['Int64', '9007199254740993'],
    yes: ['Boolean', true],
    nothing: ['Text', null],
    t: ['DateTime', '2025-01-31T08:00:00+00:00'],
    bytes: ['Bytes', Buffer.from([0, 255])],
  })
})

test('a table with columns of such types is pulled', async () => {
  const engine = await open(project(datasource(7)))
  const database = await createTestDatabase(
    'CREATE TABLE odd (id int PRIMARY KEY, c "char", n name[], p point, r int4range, o oid, v int2vector)',
  )
  const { files } = await engine.pull(database)
  expect(files[0]?.content).toContain('model odd')
})

test('a script is one message: bodies with semicolons stay whole, and it is one transaction', async () => {
  const database = await createTestDatabase()
  const script = `DO $$ BEGIN CREATE TABLE one (id int); END; $$; CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN RETURN 1; END; $$;`
  await withAdapter(database, 'public', async (adapter) => {
    expect((await adapter.executeScript(script)).ok).toBe(true)
    expect((await adapter.executeScript('CREATE TABLE two (id int); SELECT 1/0')).ok).toBe(false)
  })
  expect(
    await query(database, "SELECT f(), to_regclass('one') IS NOT NULL AS one, to_regclass('two') AS two"),
  ).toEqual([{ f: 1, one: true, two: null }])
})

test('what Postgres says of an error holds no row value', async () => {
  const database = await createTestDatabase(
    "CREATE TABLE t (x text UNIQUE); INSERT INTO t VALUES ('secret-a'), ('secret-b')",
  )
  const errors = await withAdapter(database, 'public', (adapter) =>
    Promise.all([
      adapter.executeScript("INSERT INTO t VALUES ('secret-a')"),
      adapter.executeScript('ALTER TABLE t ALTER COLUMN x TYPE int USING x::int'),
    ]),
  )
  expect(errors.map(({ ok }) => ok)).toEqual([false, false])
  expect(JSON.stringify(errors)).not.toContain('secret')
})

test.each([6, 7] as const)(
  'Prisma %i: extensions and other settings of preview features survive a pull',
  async (major) => {
    const schema = `${datasource(major, 'extensions = [citext]')}
generator client {
  provider        = "prisma-client-js"
  previewFeatures = ["postgresqlExtensions", "views"]
}
model A {
  id Int @id
  mail String @db.Citext
}
view V {
  one Int @unique
}
`
    const engine = await open(
      project(schema, { prismaVersion: `${major}.0.0`, previewFeatures: ['postgresqlExtensions', 'views'] }),
    )
    const database = await createTestDatabase(`${await engine.script()}; CREATE VIEW "V" AS SELECT 1 AS one`)
    const pull = await engine.pull(database)
    expect(pull.files[0]?.content).toMatch(/extensions += \[citext\]/)
    expect(pull.files[0]?.content).toContain('view V')
  },
)

test.each(['fullTextSearch', 'multiSchema', 'metrics', 'tracing', 'prismaSchemaFolder', 'deno'])(
  'the preview feature %s of Prisma 5 is no error in its schema',
  async (feature) => {
    const schema = `${datasource(5)}generator client {\n  provider = "prisma-client-js"\n  previewFeatures = ["${feature}"]\n}\nmodel A {\n  id Int @id\n}\n`
    const engine = await open(project(schema, { prismaVersion: '5.22.0', previewFeatures: [feature] }))
    expect(await engine.validate()).toEqual({ valid: true })
    const database = await createTestDatabase(await engine.script())
    expect(await engine.pull(database)).toMatchObject({ changes: false })
  },
)

test('unqualified names live in the schema that was asked for, also when its name needs quotes', async () => {
  const database = await createTestDatabase('CREATE SCHEMA "My ""App"""')
  await withAdapter(database, 'My "App"', async (adapter) => {
    expect(adapter.getConnectionInfo?.()).toMatchObject({ ok: true, value: { schemaName: 'My "App"' } })
    await adapter.executeScript('CREATE TABLE a (id int)')
  })
  const made = "SELECT relnamespace::regnamespace::text AS schema FROM pg_class WHERE relname = 'a'"
  expect(await query(database, made)).toEqual([{ schema: '"My ""App"""' }])
})

test.each([6, 7] as const)(
  'Prisma %i: sequences are those of their columns in every schema',
  async (major) => {
    const schema = `${datasource(major, 'schemas = ["shop", "staff"]')}
model Item {
  id Int @id @default(autoincrement())
  @@schema("shop")
}
model Person {
  id Int @id @default(autoincrement())
  @@schema("staff")
}
`
    const engine = await open(project(schema, { prismaVersion: `${major}.0.0`, schemas: ['shop', 'staff'] }))
    const database = await createTestDatabase(await engine.script())
    expect(await engine.diff(database)).toEqual({ empty: true, touched: [] })
    expect(await engine.pull(database)).toMatchObject({ changes: false })
  },
)

test('the migrations table of Prisma is neither pulled nor a difference', async () => {
  const engine = await open(project(`${datasource(7)}model A {\n  id Int @id\n}\n`))
  const database = await createTestDatabase(`${await engine.script()}; CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`)
  expect(await engine.diff(database)).toEqual({ empty: true, touched: [] })
  expect(await engine.pull(database)).toMatchObject({ changes: false })
})
