/** The whole check on little repositories: which findings the change introduced, and which were there before. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { checksumOf } from '../../src/migrations/read-migrations.ts'
import type { Migration } from '../../src/model/migration.ts'
import { objectName } from '../../src/model/object.ts'
import type { Report } from '../../src/model/report.ts'
import { type HostedRepository, Unreadable } from '../../src/model/snapshot.ts'
import { checkFolder } from '../support/check-folder.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { folderWith } from '../support/folder.ts'
import { type GitFolder, gitFolder } from '../support/git-folder.ts'
import { pgDump } from '../support/pg-dump.ts'
import { expectValidReport } from '../support/report-schema.ts'

const first = `CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
CREATE TABLE "Note" ("id" integer PRIMARY KEY, "text" text NOT NULL, "size" integer NOT NULL DEFAULT 1, "role" "Role" NOT NULL);
`
/** What somebody did to production by hand: from now on it has drift whatever a change does. */
const byHand = `ALTER TABLE "Note" ALTER "size" SET DEFAULT 2, ADD "extra" text;
ALTER TYPE "Role" ADD VALUE 'ROOT'; INSERT INTO "Note" VALUES (1, 'a', 3, 'USER')`

const schema = (fields = '', enumeration = 'USER\n  ADMIN') => `datasource db {
  provider = "postgresql"
}

enum Role {
  ${enumeration}
}

model Note {
  id   Int    @id
  text String
  size Int    @default(1)
  role Role
${fields}}
`

const files = {
  'prisma/schema.prisma': schema(),
  'prisma/migrations/1_note/migration.sql': first,
  'README.md': 'notes\n',
}

/** `rule name`, then what is said of whether it is new. */
const told = ({ findings }: Report) =>
  Object.fromEntries(
    findings.map(({ rule, object, introduced }) => [`${rule} ${objectName(object)}`, introduced]),
  )

const old = { 'column-default Note.size': false, 'column-extra Note.extra': false, 'enum-values Role': false }

let dump: string
beforeAll(async () => {
  const database = await createTestDatabase()
  const migration: Migration = { name: '1_note', file: '1_note', sql: first, checksum: checksumOf(first) }
  await applyMigrations(database, [migration])
  for (const statement of byHand.split(';')) await query(database, statement)
  const folder = await folderWith({ 'dump.sql': (await pgDump(database)).toString('utf8') })
  dump = join(folder, 'dump.sql')
})

function check(folder: GitFolder, base: string | null, hosted: HostedRepository | null = null) {
  const titles: string[] = []
  const progress = {
    stage: <T>(title: string, work: (log: { note(): void; warn(): void }) => Promise<T>) => {
      titles.push(title)
      return work({ note() {}, warn() {} })
    },
  }
  return checkFolder(folder.directory, { dump, base }, { hosted, progress }).then((report) => {
    expectValidReport(report)
    expect(report.failure).toBeNull()
    return { report, titles, told: told(report) }
  })
}

async function branch(changed: Readonly<Record<string, string | null>>): Promise<GitFolder> {
  const folder = await gitFolder(files)
  folder.git('checkout', '--quiet', '-b', 'change')
  folder.commit(changed)
  return folder
}

describe.concurrent('a change', () => {
  test('that touches neither schema nor migrations introduces nothing, and nothing more is built', async () => {
    const { told, titles } = await check(await branch({ 'README.md': 'more\n' }), 'main')
    expect(told).toEqual(old)
    expect(titles.filter((title) => /as (it was|they were)/.test(title))).toEqual([
      'Read the Prisma project as it was',
    ])
  })

  test('without a base nothing is said of it', async () => {
    const folder = await branch({ 'prisma/schema.prisma': schema('  done Boolean\n') })
    for (const base of [null, 'none'])
      expect(new Set(Object.values((await check(folder, base)).told))).toEqual(new Set([null]))
  })

  test('of the schema alone: what it says without a migration is new', async () => {
    const folder = await branch({ 'prisma/schema.prisma': schema('  done Boolean\n') })
    const { told, report } = await check(folder, 'main')
    expect(told).toMatchObject({ ...old, 'column-missing Note.done': true })
    expect(report.findings.filter(({ introduced }) => introduced === null)).toEqual([])
  })

  test('with its migration: that is pending is new, and settles itself', async () => {
    const folder = await branch({
      'prisma/schema.prisma': schema('  done Boolean @default(false)\n'),
      'prisma/migrations/2_done/migration.sql':
        'ALTER TABLE "Note" ADD "done" boolean NOT NULL DEFAULT false;\n',
    })
    expect((await check(folder, 'main')).told).toEqual({ ...old, 'migration-pending 2_done': true })
  })

  test('whose migration fails on the rows introduces that', async () => {
    const folder = await branch({
      'prisma/schema.prisma': schema('  done Boolean\n'),
      'prisma/migrations/2_done/migration.sql': 'ALTER TABLE "Note" ADD "done" boolean NOT NULL;\n',
    })
    expect((await check(folder, 'main')).told).toMatchObject({ ...old, 'migration-breaks 2_done': true })
  })

  test('that edits an applied migration introduces what comes of it', async () => {
    const folder = await branch({
      'prisma/migrations/1_note/migration.sql': first.replace('"text" text NOT NULL', '"text" text'),
    })
    const { told } = await check(folder, 'main')
    expect(told).toMatchObject({ ...old, 'migration-edited 1_note': true })
    expect(told['column-nullability Note.text']).toBe(true)
  })

  test('that gives a difference another value introduces it, one that changes both sides alike does not', async () => {
    const other = await branch({ 'prisma/schema.prisma': schema().replace('@default(1)', '@default(5)') })
    expect((await check(other, 'main')).told).toMatchObject({ ...old, 'column-default Note.size': true })
    const both = await branch({
      'prisma/schema.prisma': schema('', 'USER\n  ADMIN\n  GUEST'),
      'prisma/migrations/2_guest/migration.sql': `ALTER TYPE "Role" ADD VALUE 'GUEST';\n`,
    })
    expect((await check(both, 'main')).told).toEqual({ ...old, 'migration-pending 2_guest': true })
  })

  test('that is not committed yet counts too', async () => {
    const folder = await gitFolder(files)
    folder.write({ 'prisma/schema.prisma': schema('  done Boolean\n') })
    expect((await check(folder, 'HEAD')).told).toMatchObject({ ...old, 'column-missing Note.done': true })
  })

  test('that moves the schema and its migrations introduces nothing', async () => {
    const folder = await branch({
      'README.md': 'moved\n',
      'prisma/schema.prisma': null,
      'prisma/migrations/1_note/migration.sql': null,
      'db/schema.prisma': schema(),
      'db/migrations/1_note/migration.sql': first,
      'package.json': '{ "prisma": { "schema": "db/schema.prisma" } }',
    })
    const { told, titles } = await check(folder, 'main')
    expect(told).toEqual(old)
    expect(titles.some((title) => title.startsWith('Run the migrations as'))).toBe(true)
  })

  test('that brings Prisma in introduces all', async () => {
    const folder = await gitFolder({ 'README.md': 'notes\n' })
    folder.git('checkout', '--quiet', '-b', 'change')
    folder.commit(files)
    const { told } = await check(folder, 'main')
    expect(told).toEqual(Object.fromEntries(Object.keys(old).map((name) => [name, true])))
  })
})

describe.concurrent('the base', () => {
  test('is where the change began: what the branch has gained since is not this change’s', async () => {
    const folder = await branch({ 'prisma/schema.prisma': schema('  done Boolean\n') })
    folder.git('checkout', '--quiet', 'main')
    folder.commit({ 'prisma/schema.prisma': schema('  later Boolean\n') })
    folder.git('checkout', '--quiet', 'change')
    expect((await check(folder, 'main')).told).toMatchObject({ 'column-missing Note.done': true })
  })

  test('of a pull request that was merged for the check is what it was merged into', async () => {
    const folder = await branch({ 'README.md': 'more\n' })
    const head = folder.git('rev-parse', 'HEAD')
    folder.git('checkout', '--quiet', 'main')
    const stale = folder.git('rev-parse', 'HEAD')
    folder.commit({ 'prisma/schema.prisma': schema('  later Boolean\n') })
    folder.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change')
    const hosted = hostedThat({ base: stale, head })
    expect((await check(folder, null, hosted)).told).toMatchObject({
      ...old,
      'column-missing Note.later': false,
    })
  })

  test('that cannot be read leaves it unknown, and a gap says why', async () => {
    const folder = await branch({ 'prisma/schema.prisma': schema('  done Boolean\n') })
    const hosted = hostedThat({ base: 'f'.repeat(40), head: 'e'.repeat(40) })
    const { told, report } = await check(folder, null, hosted)
    expect(new Set(Object.values(told))).toEqual(new Set([null]))
    expect(report.gaps.filter(({ kind }) => kind === 'base')).toEqual([
      {
        kind: 'base',
        count: 1,
        message: 'What this change introduced is not known: GitHub is closed today.',
      },
    ])
  })

  test('whose schema was invalid, or whose history could not be read, leaves it unknown', async () => {
    const invalid = await gitFolder({ ...files, 'prisma/schema.prisma': schema('  broken Nothing\n') })
    invalid.commit(files)
    const ofMysql = await gitFolder({
      ...files,
      'prisma/migrations/migration_lock.toml': 'provider = "mysql"',
    })
    ofMysql.commit({ 'prisma/migrations/migration_lock.toml': null })
    for (const folder of [invalid, ofMysql]) {
      const { told, report } = await check(folder, 'HEAD^')
      expect(new Set(Object.values(told))).toEqual(new Set([null]))
      expect(report.gaps.map(({ kind }) => kind)).toContain('base')
    }
  })

  test('that is given and names nothing ends the check', async () => {
    const folder = await gitFolder(files)
    const report = await checkFolder(folder.directory, { dump, base: 'mian' })
    expect(report.failure).toMatchObject({ stage: 'config', code: 'base-unknown' })
    expect(report.failure?.message).toContain('`mian`')
    const bare = await folderWith(files)
    expect((await checkFolder(bare, { dump, base: 'main' })).failure?.code).toBe('base-unknown')
  })
})

function hostedThat(proposal: HostedRepository['proposal']): HostedRepository {
  return {
    checkout: { directory: '/', commit: '' },
    proposal,
    mergeBase: async () => {
      throw new Unreadable('GitHub is closed today.')
    },
    snapshot: async () => {
      throw new Unreadable('GitHub is closed today.')
    },
  }
}
