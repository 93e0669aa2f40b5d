/** What the whole check does with histories and engines that are not Prisma's usual ones. */
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { objectName } from '../src/model/object.ts'
import type { Report } from '../src/model/report.ts'
import { text } from '../src/report/text.ts'
import { checkFolder } from './support/check-folder.ts'
import { folderWith } from './support/folder.ts'

const table = 'CREATE TABLE "Note" ("id" integer PRIMARY KEY, "text" text NOT NULL);\n'
const column = 'ALTER TABLE "Note" ADD "done" boolean NOT NULL DEFAULT false;\n'
const schema = `datasource db {
  provider = "postgresql"
}

model Note {
  id   Int     @id
  text String
  done Boolean @default(false)
}
`

const found = ({ findings }: Report) =>
  findings.map((finding) => `${finding.rule} ${objectName(finding.object)} ${finding.cause}`)

describe('a folder of plain SQL files', () => {
  const project = { 'schema.prisma': schema, 'sql/1_note.sql': table, 'sql/2_done.sql': column }

  test('is a history in name order, of which production is taken to have run all', async () => {
    const folder = await folderWith({ ...project, 'dump.sql': table + column })
    const report = await checkFolder(folder, { dump: 'dump.sql', migrations: 'sql' })
    expect([report.status, found(report)]).toEqual(['clean', []])
  })

  test('tells what production lacks', async () => {
    const folder = await folderWith({ ...project, 'dump.sql': table })
    const report = await checkFolder(folder, { dump: 'dump.sql', migrations: 'sql' })
    expect(found(report)).toEqual(['column-missing Note.done production'])
  })
})

describe('no migrations folder', () => {
  const records = `CREATE TABLE _prisma_migrations (id text PRIMARY KEY, checksum text NOT NULL, finished_at timestamptz,
  migration_name text NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0);
INSERT INTO _prisma_migrations VALUES ('1', 'c', now(), '20250101000000_note', NULL, NULL, now(), 1);\n`

  test('is no agreement where production has run migrations', async () => {
    const folder = await folderWith({ 'schema.prisma': schema, 'dump.sql': table + column + records })
    const report = await checkFolder(folder, { dump: 'dump.sql' })
    expect(found(report)).toEqual([
      'table-missing Note history',
      'migration-missing schema.prisma history',
      'migration-unknown 20250101000000_note unknown',
    ])
  })

  test.each([
    ['where production has run none', null, ''],
    ['where none is asked for', 'none', records],
  ])('leaves two lines %s, and says so', async (_, migrations, recorded) => {
    const folder = await folderWith({ 'schema.prisma': schema, 'dump.sql': table + column + recorded })
    const report = await checkFolder(folder, { dump: 'dump.sql', migrations })
    expect([report.status, report.gaps.map(({ kind }) => kind)]).toEqual(['clean', ['no-history']])
    expect(text(report)).toContain('Without a migration history: production and schema.prisma agree.')
  })
})

describe('another migration tool', () => {
  const migrate = `psql "$DATABASE_URL" --quiet --set ON_ERROR_STOP=1 --file migrate.sql`
  const project = {
    'schema.prisma': schema,
    'migrate.sql': `CREATE TABLE IF NOT EXISTS "Note" ("id" integer PRIMARY KEY, "text" text NOT NULL);
ALTER TABLE "Note" ADD COLUMN IF NOT EXISTS "done" boolean NOT NULL DEFAULT false;`,
  }

  test('brings an empty database and a clone of production up to date', async () => {
    const folder = await folderWith({ ...project, 'dump.sql': table })
    const report = await checkFolder(folder, { dump: 'dump.sql', migrateCommand: migrate })
    expect([report.status, found(report)]).toEqual(['clean', []])
  })

  test('what it leaves as it is in production is found', async () => {
    const byHand = 'ALTER TABLE "Note" ALTER "text" DROP NOT NULL;'
    const folder = await folderWith({ ...project, 'dump.sql': table + byHand })
    const report = await checkFolder(folder, { dump: 'dump.sql', migrateCommand: migrate })
    expect(found(report)).toEqual(['column-nullability Note.text production'])
  })

  test('that fails ends the check', async () => {
    const folder = await folderWith({ ...project, 'dump.sql': table })
    const report = await checkFolder(folder, { dump: 'dump.sql', migrateCommand: 'exit 3' })
    expect(report.failure).toMatchObject({ stage: 'migrate', code: 'migrate-command-failed' })
  })
})

test('an empty production is what the migrations make', async () => {
  const folder = await folderWith({ 'schema.prisma': schema, 'migrations/1_note/migration.sql': table })
  const report = await checkFolder(folder, { dump: 'none' })
  expect(report.database?.dump).toBeNull()
  expect(found(report)).toEqual([
    'column-missing Note.done schema',
    'migration-missing schema.prisma schema',
    'migration-pending 1_note unknown',
  ])
})

test('where Prisma’s engine breaks down the comparison goes on, and the report says so', async () => {
  const folder = await folderWith({ 'schema.prisma': schema, 'dump.sql': table })
  const installed = join(folder, 'node_modules/prisma')
  const real = realpathSync(join(import.meta.dirname, '../node_modules/prisma'))
  mkdirSync(join(installed, 'build'), { recursive: true })
  writeFileSync(join(installed, 'package.json'), readFileSync(join(real, 'package.json')))
  writeFileSync(
    join(installed, 'build/index.js'),
    `if (process.argv[2] === 'db') process.exit(1)\nrequire(${JSON.stringify(join(real, 'build/index.js'))})\n`,
  )
  const report = await checkFolder(folder, { dump: 'dump.sql', engine: 'cli' })
  expect(report).toMatchObject({
    status: 'drift',
    prisma: { engine: 'cli', pullChanges: null, diffEmpty: false },
    gaps: [
      { kind: 'no-history' },
      { kind: 'prisma-engine', count: 1, message: expect.stringMatching(/^`prisma db pull` gave no answer/) },
    ],
  })
  expect(found(report)).toEqual(['column-missing Note.done unknown'])
})
