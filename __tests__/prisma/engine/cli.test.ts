import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PrismaProject } from '../../../src/model/project.ts'
import { createTestDatabase, query } from '../../support/database.ts'
import { everyCombination } from '../../support/every-combination.ts'
import { datasource, open, project, workspace } from './support.ts'

const shop = (major: 6 | 7) => `${datasource(major, 'extensions = [citext]')}
generator client {
  provider        = "prisma-client-js"
  previewFeatures = ["postgresqlExtensions", "views"]
}

// A comment that \`db pull\` drops.
enum Status {
  OPEN
  PAID @map("paid")
}

model Customer {
  id Int @id @default(autoincrement())
  email String @unique @db.Citext // who
  orders Order[]
}

model Order {
  id String @id @default(uuid())
  status Status @default(OPEN)
  customerId Int @map("customer_id")
  customer Customer @relation(fields: [customerId], references: [id], onDelete: Restrict)
  tags Tag[]
  @@map("orders")
  @@index([customerId, status(sort: Desc)])
}

model Tag {
  id Int @id
  orders Order[]
}
`

interface Case {
  readonly project: PrismaProject
  /** What is done to the database after the schema's own script. */
  readonly drift: string
}

const cases: Readonly<Record<string, (major: 6 | 7) => Case>> = {
  'in order': (major) => ({
    project: project(shop(major), { previewFeatures: ['postgresqlExtensions', 'views'] }),
    drift: '',
  }),
  drifted: (major) => ({
    project: project(shop(major), { previewFeatures: ['postgresqlExtensions', 'views'] }),
    drift: `ALTER TABLE orders ADD COLUMN note text; ALTER TYPE "Status" ADD VALUE 'LOST'; DROP TABLE "_OrderToTag";
            CREATE TABLE "Zettel" (id int PRIMARY KEY)`,
  }),
  'several files and schemas, external tables': (major) => ({
    project: project(
      {
        'db/a.prisma': datasource(major, 'schemas = ["public", "billing"]'),
        'db/sub/b.prisma': 'model Bill {\n  id Int @id\n  @@schema("billing")\n}\n',
        'db/sub/c.prisma': 'model User {\n  id Int @id\n  @@schema("public")\n}\n',
      },
      { schemas: ['public', 'billing'], externalTables: ['public.audit'] },
    ),
    drift: 'CREATE TABLE audit (id int PRIMARY KEY); ALTER TABLE billing."Bill" ADD COLUMN sum int',
  }),
  'a literal URL, no foreign keys': (major) => ({
    project: project(
      `${datasource(major, 'relationMode = "prisma"').replace(/env\("[^"]*"\)/g, '"postgresql://u:p@nowhere.invalid/db"')}
model A {
  id Int @id
  bs B[]
}
model B {
  id Int @id
  aId Int
  a A @relation(fields: [aId], references: [id])
  @@index([aId])
}
`,
      { relationMode: 'prisma' },
    ),
    drift: '',
  }),
}

describe.each([6, 7] as const)('Prisma %i: the workspace’s CLI and the bundled engine agree', (major) => {
  const asked = Object.entries(cases).filter(
    ([name]) => major === 7 || name === 'drifted' || everyCombination,
  )
  test.each(asked)('%s', async (_name, make) => {
    const { project: given, drift } = make(major)
    const of = workspace(major, given)
    const [cli, wasm] = await Promise.all([open(of, 'cli'), open(of, 'wasm')])
    expect(cli.version).toBe(wasm.version)

    const [script, cliScript, validity] = await Promise.all([wasm.script(), cli.script(), cli.validate()])
    expect(validity).toEqual({ valid: true })
    expect(cliScript.trim()).toBe(script.trim())

    const database = await createTestDatabase(script)
    const schemaLine = drift === '' ? await createTestDatabase(script) : undefined
    if (drift !== '') await query(database, drift)
    const [cliMigration, wasmMigration] = await Promise.all([
      cli.migration(database),
      wasm.migration(database),
    ])
    expect(cliMigration).toBe(wasmMigration)
    expect(wasmMigration === '').toBe(drift === '')
    const [cliDiff, wasmDiff, cliPull, wasmPull] = await Promise.all([
      cli.diff(database),
      wasm.diff(database),
      cli.pull(database, schemaLine),
      wasm.pull(database, schemaLine),
    ])
    expect(cliDiff).toEqual(wasmDiff)
    expect(wasmDiff.empty).toBe(drift === '')
    expect(cliPull.changes).toBe(wasmPull.changes)
    expect(wasmPull.changes).toBe(drift !== '')
    const text = (files: readonly { path: string; content: string }[]) =>
      Object.fromEntries(files.map(({ path, content }) => [path, content.trim()]))
    expect(text(cliPull.files)).toEqual(text(wasmPull.files))
  })

  test('an invalid schema', async () => {
    const of = workspace(
      major,
      project({
        'schema/a.prisma': `${datasource(major)}model A {\n  id Int @id\n  b   Strng\n}\n`,
        'schema/b.prisma': 'model B {\n  a A @relation(fields: [x], references: [id])\n}\n',
      }),
    )
    const [cli, wasm] = await Promise.all([open(of, 'cli'), open(of, 'wasm')])
    const [said, expected] = await Promise.all([cli.validate(), wasm.validate()])
    expect(said).toEqual(expected)
    expect(expected).toMatchObject({
      valid: false,
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          location: expect.objectContaining({ file: 'schema/a.prisma', column: 7 }),
        }),
      ]),
    })
  })
})

test('an empty database is a pull that removes every model', async () => {
  const of = workspace(7, project(`${datasource(7)}model A {\n  id Int @id\n}\n`))
  expect(await (await open(of, 'cli')).pull(await createTestDatabase())).toEqual({
    changes: true,
    changed: ['A'],
    files: [],
  })
})

test('the real Prisma 5 validates, pulls and diffs', async () => {
  const of = workspace(5, project(`${datasource(5)}model A {\n  id Int @id\n}\n`))
  const engine = await open(of, 'cli')
  expect(engine.version).toBe('5.22.0')
  const [validity, script] = await Promise.all([engine.validate(), engine.script()])
  expect(validity).toEqual({ valid: true })
  const database = await createTestDatabase(script)
  const [pull, diff] = await Promise.all([engine.pull(database), engine.diff(database)])
  expect(await engine.migration(database)).toBe('')
  expect(pull.changes).toBe(false)
  expect(diff).toEqual({ empty: true, touched: [] })
})

test('nothing in the workspace is changed, nor does its own config or .env decide anything', async () => {
  const of = workspace(7, project(`${datasource(7)}model A {\n  id Int @id\n}\n`))
  const directory = of.workingDirectory
  writeFileSync(join(directory, 'prisma.config.ts'), 'throw new Error("read")')
  writeFileSync(
    join(directory, '.env'),
    'DATABASE_URL=postgresql://nowhere.invalid/db\nPRISMA_SCHEMA_DRIFT_DATABASE_URL=x',
  )
  const list = () =>
    readdirSync(directory, { recursive: true })
      .map(String)
      .filter((path) => !path.startsWith('node_modules/'))
      .sort()
      .map((path) => [path, statSync(join(directory, path)).mtimeMs])
  const before = list()
  mkdirSync(join(directory, 'prisma'), { recursive: true })
  chmodSync(join(directory, 'prisma'), 0o555)
  const database = await createTestDatabase(
    'CREATE TABLE "B" (id int PRIMARY KEY); CREATE VIEW v AS SELECT 1 AS one',
  )
  for (const choice of ['cli', 'wasm'] as const) {
    const engine = await open(of, choice)
    expect(await engine.validate()).toEqual({ valid: true })
    expect(await engine.pull(database)).toMatchObject({ changes: true })
    expect(await engine.diff(database)).toEqual({ empty: false, touched: ['A', 'B'] })
  }
  expect(list()).toEqual(before)
  expect(readFileSync(join(directory, 'prisma/schema.prisma'), 'utf8')).toBe(of.files[0]?.content)
})

test('a workspace without prisma is told how to go on', async () => {
  const of = project(`${datasource(7)}model A {\n  id Int @id\n}\n`, { workingDirectory: '/' })
  await expect(open(of, 'cli')).rejects.toMatchObject({
    stage: 'prisma',
    code: 'prisma-missing',
    next: [expect.stringContaining('--engine wasm'), expect.stringContaining('npm ci')],
  })
})

test('a database that cannot be reached is a Failure, and shows no password', async () => {
  const of = workspace(7, project(`${datasource(7)}model A {\n  id Int @id\n}\n`))
  const database = { ...(await createTestDatabase()), port: 1, password: 'pass/word@1' }
  const engine = await open(of, 'cli')
  for (const settled of await Promise.allSettled([engine.pull(database), engine.diff(database)])) {
    const failure = settled.status === 'rejected' && settled.reason
    expect(failure).toMatchObject({ name: 'Failure', code: 'prisma-cli-failed', stage: 'prisma' })
    expect(failure.message).toContain('P1001')
    expect(failure.message).not.toMatch(/pass.{1,3}word/)
  }
})

test.each([0, 2, 101])(
  'a CLI that prints nothing and ends with %i is a Failure, never an empty diff',
  async (code) => {
    const of = workspace(7, project(`${datasource(7)}model A {\n  id Int @id\n}\n`))
    const directory = join(of.workingDirectory, 'app/node_modules/prisma')
    mkdirSync(directory, { recursive: true })
    writeFileSync(
      join(directory, 'package.json'),
      '{"name":"prisma","version":"7.0.0","bin":{"prisma":"cli.js"}}',
    )
    writeFileSync(join(directory, 'cli.js'), `process.exit(${code})`)
    const crashing = { ...of, workingDirectory: join(of.workingDirectory, 'app'), files: of.files }
    const engine = await open(crashing, 'cli')
    const database = await createTestDatabase()
    const works = [
      engine.diff(database),
      engine.migration(database),
      engine.pull(database),
      engine.script(),
      engine.validate(),
    ]
    for (const settled of await Promise.allSettled(works)) {
      expect(settled).toMatchObject({ status: 'rejected', reason: { name: 'Failure', stage: 'prisma' } })
    }
  },
)
