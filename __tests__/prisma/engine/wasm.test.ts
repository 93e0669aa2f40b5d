import { expect, test } from 'vitest'
import { createTestDatabase, query } from '../../support/database.ts'
import { datasource, open, project } from './support.ts'

const model = 'model User {\n  id Int @id @default(autoincrement())\n  email String @unique\n}\n'

test('reports the Prisma version to which the bundled engine belongs', async () => {
  expect((await open(project(model, { prismaVersion: '5.22.0' }))).version).toBe('6.19.3')
  expect((await open(project(model, { prismaVersion: '6.1.0' }))).version).toBe('6.19.3')
  expect((await open(project(model, { prismaVersion: '7.0.1' }))).version).toBe('7.10.1')
})

test('without a known version takes 7, and 6 for what only 6 accepts', async () => {
  const version = async (schema: string, previewFeatures: string[] = []) =>
    (await open(project(schema, { previewFeatures }))).version
  expect(await version(datasource(7) + model)).toBe('7.10.1')
  expect(await version(datasource(6) + model)).toBe('6.19.3')
  expect(await version(datasource(7) + model, ['metrics'])).toBe('6.19.3')
  expect(await version(`// url = "x"\n${datasource(7)}${model}`)).toBe('7.10.1')
})

test('refuses Prisma 8', async () => {
  await expect(open(project(model, { prismaVersion: '8.0.0-rc.1' }))).rejects.toMatchObject({
    stage: 'prisma',
    code: 'prisma-unsupported',
    message: expect.stringContaining('8.0.0-rc.1'),
  })
})

test.each([6, 7] as const)(
  'Prisma %i: says where a schema is invalid, in each of its files',
  async (major) => {
    const engine = await open(
      project(
        {
          'prisma/a.prisma': `${datasource(major)}model Ünïcode {\n  id Int @id\n}\n`,
          'prisma/user.prisma': '// é 💥\nmodel User {\n  id Int @id\n  /* 💥 */ name Strng\n}\n',
          'prisma/user2.prisma': 'model Post {\n  id Int @id\n  other Nothing\n}\n',
        },
        { prismaVersion: `${major}.0.0` },
      ),
    )
    const validation = await engine.validate()
    if (validation.valid) throw new Error('It is not valid.')
    expect(validation.diagnostics.map(({ location }) => location)).toEqual(
      expect.arrayContaining([{ file: 'prisma/user2.prisma', line: 3, column: 9 }]),
    )
    expect(validation.diagnostics.every(({ location }) => location !== null)).toBe(true)
  },
)

test.each([6, 7] as const)(
  'Prisma %i: counts columns in characters, not bytes or code points',
  async (major) => {
    const schema = `${datasource(major)}model User {\n  id Int @id @default(dbgenerated("éé💥")) @nonsense\n}\n`
    const validation = await (await open(project(schema, { prismaVersion: `${major}.0.0` }))).validate()
    if (validation.valid) throw new Error('It is not valid.')
    const line = schema.split('\n').findIndex((text) => text.includes('@nonsense'))
    expect(validation.diagnostics[0]?.location).toEqual({
      file: 'prisma/schema.prisma',
      line: line + 1,
      column: (schema.split('\n')[line]?.indexOf('@nonsense') ?? 0) + 1,
    })
  },
)

test.each([5, 6] as const)(
  'a schema for Prisma %i with URLs from variables that are not set works',
  async (major) => {
    const schema = `${datasource(major, 'shadowDatabaseUrl = env("SURELY_NOT_SET_SHADOW")')}${model}`
    const engine = await open(project(schema, { prismaVersion: `${major}.2.0` }))
    expect(await engine.validate()).toEqual({ valid: true })
    const database = await createTestDatabase(await engine.script())
    expect(await engine.diff(database)).toEqual({ empty: true, touched: [] })
    expect(await engine.pull(database)).toMatchObject({ changes: false })
  },
)

test('a schema for Prisma 6 is invalid for Prisma 7, as its own `validate` says', async () => {
  const validation = await (await open(project(datasource(6) + model, { prismaVersion: '7.0.0' }))).validate()
  if (validation.valid) throw new Error('It is not valid.')
  expect(validation.diagnostics[0]?.message).toContain('`url` is no longer supported')
  expect(validation.diagnostics[0]?.location).toMatchObject({ file: 'prisma/schema.prisma', line: 3 })
})

test.each([6, 7] as const)(
  'Prisma %i: writes the SQL that brings a database to the schema',
  async (major) => {
    const schema = `${datasource(major)}${model}model Gone {\n  id Int @id\n}\n`
    const engine = await open(project(schema, { prismaVersion: `${major}.0.0` }))
    const database = await createTestDatabase(await engine.script())
    expect(await engine.migration(database)).toBe('')
    const records = 'CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY)'
    await query(database, `DROP TABLE "Gone"; ALTER TABLE "User" ADD COLUMN age int; ${records}`)
    const migration = await engine.migration(database)
    expect(migration).not.toContain('_prisma_migrations')
    expect(migration).toMatch(/^-- AlterTable\n.*DROP COLUMN "age"/)
    await query(database, migration)
    expect(await engine.migration(database)).toBe('')
  },
)

test.each([6, 7] as const)('Prisma %i: names each table and enum that differs', async (major) => {
  const schema = `${datasource(major)}${model}enum Role {\n  A\n  B\n}\nmodel Gone {\n  id Int @id\n  role Role\n}\n`
  const engine = await open(project(schema, { prismaVersion: `${major}.0.0` }))
  const database = await createTestDatabase(await engine.script())
  await query(
    database,
    `DROP TABLE "Gone"; ALTER TYPE "Role" ADD VALUE 'C'; CREATE TABLE "Zusatz" (id int); CREATE TYPE mood AS ENUM ('x');
     ALTER TABLE "User" ADD COLUMN age int; CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY)`,
  )
  expect(await engine.diff(database)).toEqual({
    empty: false,
    touched: ['Gone', 'Role', 'User', 'Zusatz', 'mood'],
  })
  const pull = await engine.pull(database)
  expect(pull.changes).toBe(true)
  expect(pull.files.map(({ path }) => path)).toEqual(['prisma/schema.prisma'])
  expect(pull.files[0]?.content).toMatch(/age +Int\?/)
})

test.each([6, 7] as const)(
  'Prisma %i: pulls over several files, and several Postgres schemas',
  async (major) => {
    const files = {
      'prisma/db.prisma': `// the database\n${datasource(major, 'schemas = ["public", "billing"]')}`,
      'prisma/models/user.prisma':
        'model User {\n  id Int @id // the key\n  bills Bill[]\n  @@schema("public")\n}\n',
      'prisma/models/bill.prisma':
        'model Bill {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n  @@schema("billing")\n}\n',
    }
    const engine = await open(
      project(files, { prismaVersion: `${major}.0.0`, schemas: ['public', 'billing'] }),
    )
    const database = await createTestDatabase(await engine.script())
    expect(await engine.diff(database)).toEqual({ empty: true, touched: [] })
    expect(await engine.pull(database)).toMatchObject({ changes: false })

    await query(database, 'ALTER TABLE billing."Bill" ADD COLUMN sum int')
    expect(await engine.diff(database)).toEqual({ empty: false, touched: ['Bill'] })
    const pull = await engine.pull(database)
    expect(pull.changes).toBe(true)
    expect(pull.files.find(({ path }) => path === 'prisma/models/bill.prisma')?.content).toContain('sum')
  },
)

test('takes keys in views as the Prisma of the workspace does', async () => {
  const views = 'generator client {\n  provider = "prisma-client-js"\n  previewFeatures = ["views"]\n}\n'
  const schema = `${datasource(6)}${views}view Shelf {\n  book String\n  row Int\n\n  @@id([book, row])\n}\n`
  const validity = async (prismaVersion: string) =>
    (await (await open(project(schema, { prismaVersion }))).validate()).valid
  expect(await validity('5.22.0')).toBe(true)
  expect(await validity('6.12.0')).toBe(true)
  expect(await validity('6.13.0')).toBe(false)
})

test('an empty database is a pull that removes every model', async () => {
  const database = await createTestDatabase()
  expect(await (await open(project(datasource(7) + model))).pull(database)).toEqual({
    changes: true,
    changed: ['User'],
    files: [],
  })
  expect(await (await open(project(datasource(7)))).pull(database)).toEqual({
    changes: false,
    changed: [],
    files: [],
  })
})

test('external tables and enums are left alone', async () => {
  const own = `${datasource(7)}${model}`
  const engine = await open(
    project(own, { externalTables: ['audit', 'public.other'], externalEnums: ['mood'] }),
  )
  const database = await createTestDatabase(await engine.script())
  await query(
    database,
    `CREATE TABLE audit (id int PRIMARY KEY); CREATE TABLE other (id int PRIMARY KEY); CREATE TYPE mood AS ENUM ('x')`,
  )
  expect(await engine.diff(database)).toEqual({ empty: true, touched: [] })
  expect(await engine.pull(database)).toMatchObject({ changes: false })
  const without = await open(project(own))
  expect(await without.diff(database)).toEqual({ empty: false, touched: ['audit', 'mood', 'other'] })
  expect(await without.pull(database)).toMatchObject({ changes: true })
})

test('what Prisma rewrites in any case is no change once the database of the schema is known', async () => {
  const schema = `${datasource(7)}
enum Role {
  ADMIN
  USER @map("user")
}
model Post {
  id Int @id @db.Integer // as it is anyway
  roles Role[] @default([ADMIN, USER])
  tags Tag[] @relation("PG")
  authorId Int?
  author User? @relation(fields: [authorId], references: [id], onDelete: SetNull, onUpdate: Cascade)
  @@map("posts")
}
model Tag {
  id Int @id
  posts Post[] @relation("PG")
}
model User {
  id Int @id
  posts Post[]
}
`
  const engine = await open(project(schema))
  const script = await engine.script()
  const [production, schemaLine] = await Promise.all([createTestDatabase(script), createTestDatabase(script)])
  expect(await engine.pull(production)).toMatchObject({ changes: true })
  expect(await engine.pull(production, schemaLine)).toMatchObject({ changes: false })
  await query(production, 'ALTER TABLE posts ALTER COLUMN "authorId" SET NOT NULL')
  expect(await engine.pull(production, schemaLine)).toMatchObject({ changes: true })
})

test('pulls and diffs may overlap, and leave no connection open', async () => {
  const schema = datasource(7) + model
  const engine = await open(project(schema))
  const database = await createTestDatabase(await engine.script())
  const results = await Promise.all([
    engine.pull(database),
    engine.diff(database),
    engine.script(),
    engine.pull(database, database),
    engine.diff(database),
  ])
  expect(results[1]).toEqual({ empty: true, touched: [] })
  expect(results[3]).toMatchObject({ changes: false })
  const open_ = await query(
    database,
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  expect(open_).toEqual([])
})

test('a database that is not there is a Failure that shows no password', async () => {
  const engine = await open(project(datasource(7) + model))
  const database = await createTestDatabase()
  const failure = await engine.diff({ ...database, database: 'surely_not_there' }).catch((error) => error)
  expect(failure).toMatchObject({ name: 'Failure', stage: 'prisma', code: 'engine-failed' })
  expect(`${failure.message} ${failure.next}`).not.toContain(database.password)
  expect(failure.message).toContain('surely_not_there')
})

test('ends when it is told to', async () => {
  const abort = new AbortController()
  const engine = await open(project(datasource(7) + model), 'wasm', abort.signal)
  const database = await createTestDatabase()
  const pull = engine.pull(database)
  abort.abort(new Error('enough'))
  await expect(pull).rejects.toThrow('enough')
})
