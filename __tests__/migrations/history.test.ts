import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diagnoseHistory } from '../../src/migrations/diagnose-history.ts'
import { checksumOf, readMigrations } from '../../src/migrations/read-migrations.ts'
import { readRecords } from '../../src/migrations/read-records.ts'
import type { MigrationRecord } from '../../src/model/migration.ts'
import { createTestDatabase } from '../support/database.ts'
import { failureOf, folderWith } from '../support/folder.ts'
import { migration } from './migration.ts'

describe('reading a folder', () => {
  const read = async (files: Readonly<Record<string, string>>) => {
    const folder = await folderWith(files)
    return readMigrations(join(folder, 'm'), folder)
  }
  const lock = (provider: string) => ({ 'm/migration_lock.toml': `# by Prisma\nprovider = "${provider}"\n` })

  test("of Prisma's, in name order by code unit, with the bytes' checksum", async () => {
    const found = await read({
      ...lock('postgresql'),
      'm/20240102_b/migration.sql': 'SELECT 2;\r\n',
      'm/20240102_Z/migration.sql': 'SELECT 1;',
      'm/20230101_é/migration.sql': '-- é',
      'm/notes.md': '',
    })
    expect(found).toEqual([
      { name: '20230101_é', file: 'm/20230101_é/migration.sql', sql: '-- é', checksum: checksumOf('-- é') },
      {
        name: '20240102_Z',
        file: 'm/20240102_Z/migration.sql',
        sql: 'SELECT 1;',
        checksum: checksumOf('SELECT 1;'),
      },
      {
        name: '20240102_b',
        file: 'm/20240102_b/migration.sql',
        sql: 'SELECT 2;\r\n',
        checksum: checksumOf('SELECT 2;\r\n'),
      },
    ])
    // Of `printf 'SELECT 1;' | sha256sum`
    expect(found[1]?.checksum).toBe('17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a')
  })

  test('of plain files, with undo files left out', async () => {
    const found = await read({
      'm/2_b.up.sql': 'b',
      'm/2_b.down.sql': 'no',
      'm/1_a.SQL': 'a',
      'm/readme.txt': '',
      'm/sub/3.sql': 'no',
    })
    expect(found.map(({ name, file, sql }) => [name, file, sql])).toEqual([
      ['1_a.SQL', 'm/1_a.SQL', 'a'],
      ['2_b.up.sql', 'm/2_b.up.sql', 'b'],
    ])
  })

  test('that is not there or empty', async () => {
    expect(await readMigrations(null, '/')).toEqual([])
    const folder = await folderWith({})
    await mkdir(join(folder, 'm'))
    expect(await readMigrations(join(folder, 'm'), folder)).toEqual([])
    await writeFile(join(folder, 'm', 'migration_lock.toml'), '')
    expect(await readMigrations(join(folder, 'm'), folder)).toEqual([])
  })

  test('with a folder that has no migration.sql fails as Prisma does', async () => {
    const failure = await failureOf(
      read({ ...lock('postgresql'), 'm/1_a/migration.sql': '', 'm/2_b/readme.md': '' }),
    )
    expect(failure).toMatchObject({
      stage: 'migrate',
      code: 'migration-file-missing',
      location: { file: 'm/2_b/migration.sql' },
    })
  })

  test('of another database fails at the line of its lock file', async () => {
    const failure = await failureOf(read({ ...lock('mysql'), 'm/1_a/migration.sql': '' }))
    expect(failure).toMatchObject({
      code: 'migrations-provider',
      location: { file: 'm/migration_lock.toml', line: 2 },
    })
    expect(await read({ ...lock('postgres'), 'm/1_a/migration.sql': '' })).toHaveLength(1)
  })

  test.each(['-- migrate:down', '-- +goose Down', '-- +migrate Down'])(
    'with sections of another tool fails: %s',
    async (mark) => {
      const failure = await failureOf(
        read({ 'm/1.sql': `-- up\nCREATE TABLE t ();\n${mark}\nDROP TABLE t;` }),
      )
      expect(failure).toMatchObject({
        code: 'migrations-unsupported',
        location: { file: 'm/1.sql', line: 3 },
      })
    },
  )
})

describe("reading production's records", () => {
  const recordsTable = (
    schema: string,
  ) => `CREATE TABLE ${schema}._prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL,
    finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0);`
  const insert = (
    rows: readonly (readonly [
      id: string,
      name: string,
      finished: boolean,
      rolledBack: boolean,
      steps?: number,
    ])[],
    schema = 'public',
  ) =>
    rows
      .map(
        ([id, name, finished, rolledBack, steps = 1], index) =>
          `INSERT INTO ${schema}._prisma_migrations VALUES ('${id}', 'sum-${id}', ${finished ? 'now()' : 'NULL'}, '${name}', 'logs', ${rolledBack ? 'now()' : 'NULL'}, now() + interval '${index} s', ${steps});`,
      )
      .join('\n')

  test('folds the attempts of each migration into one state', async () => {
    const database = await createTestDatabase(
      recordsTable('public') +
        insert([
          ['1', 'b_mended', false, true],
          ['2', 'b_mended', true, false],
          ['3', 'a_applied', true, false],
          ['4', 'c_given_up', false, true],
          ['5', 'd_stuck', false, true],
          ['6', 'd_stuck', false, false],
          ['7', 'e_undone', true, true],
          ['8', 'f_baseline', true, false, 0],
        ]),
    )
    expect(await readRecords(database)).toEqual([
      { name: 'a_applied', checksum: 'sum-3', state: 'applied', resolved: false },
      { name: 'b_mended', checksum: 'sum-2', state: 'applied', resolved: false },
      { name: 'c_given_up', checksum: 'sum-4', state: 'rolled-back', resolved: false },
      { name: 'd_stuck', checksum: 'sum-6', state: 'failed', resolved: false },
      { name: 'e_undone', checksum: 'sum-7', state: 'rolled-back', resolved: false },
      { name: 'f_baseline', checksum: 'sum-8', state: 'applied', resolved: true },
    ])
  })

  test("looks in the project's schemas first, then anywhere", async () => {
    const database = await createTestDatabase(
      `CREATE SCHEMA "the App"; CREATE SCHEMA aaa; ${recordsTable('"the App"')} ${recordsTable('aaa')}
       ${insert([['1', 'mine', true, false]], '"the App"')} ${insert([['2', 'theirs', true, false]], 'aaa')}`,
    )
    expect((await readRecords(database, ['nothing', 'the App']))?.[0]?.name).toBe('mine')
    expect((await readRecords(database))?.[0]?.name).toBe('theirs')
  })

  test('tells no table from an empty one', async () => {
    expect(await readRecords(await createTestDatabase())).toBeNull()
    expect(await readRecords(await createTestDatabase(recordsTable('public')))).toEqual([])
  })
})

describe('diagnosing', () => {
  const a = migration('SELECT 1;\n', '1_a')
  const b = migration('SELECT 2;\n', '2_b')
  const c = migration('SELECT 3;\n', '3_c')
  const record = (
    name: string,
    state: MigrationRecord['state'] = 'applied',
    checksum = 'x',
  ): MigrationRecord => ({ name, state, checksum, resolved: false })
  const none = { unknown: [], edited: [], failed: [], resolved: [], git: 'none', unrecorded: null }

  test('what was merged out of order is pending', () => {
    expect(
      diagnoseHistory(
        [a, b, c],
        [record('3_c', 'applied', c.checksum), record('1_a', 'applied', a.checksum)],
      ),
    ).toEqual({ ...none, applied: [a, c], pending: [b] })
  })

  test('without records all counts as applied; with none, nothing', () => {
    expect(diagnoseHistory([a, b], null)).toMatchObject({ applied: [a, b], pending: [] })
    expect(diagnoseHistory([a, b], [])).toMatchObject({ applied: [], pending: [a, b] })
  })

  test('what failed is pending as well; what was rolled back is only pending', () => {
    expect(diagnoseHistory([a, b], [record('1_a', 'failed'), record('2_b', 'rolled-back')])).toEqual({
      ...none,
      applied: [],
      pending: [a, b],
      failed: [record('1_a', 'failed')],
    })
  })

  test('what the repository lacks is unknown if it was applied', () => {
    const found = diagnoseHistory(
      [a],
      [record('0_gone'), record('0_undone', 'rolled-back'), record('1_a', 'applied', a.checksum)],
    )
    expect(found.unknown).toEqual([{ name: '0_gone', checksum: 'x', past: null, names: new Set() }])
  })

  test('an edit is told from other line endings', () => {
    const windows = migration('SELECT 1;\r\nSELECT 2;\r\n', '1_a')
    const unix = migration('SELECT 1;\nSELECT 2;\n', '1_a')
    const edited = (ours: typeof a, recorded: string) =>
      diagnoseHistory([ours], [record('1_a', 'applied', recorded)]).edited
    expect(edited(windows, unix.checksum)).toMatchObject([{ migration: windows, onlyLineEndings: true }])
    expect(edited(unix, windows.checksum)).toMatchObject([{ migration: unix, onlyLineEndings: true }])
    expect(edited(unix, a.checksum)).toMatchObject([{ migration: unix, onlyLineEndings: false }])
    expect(edited(unix, unix.checksum)).toEqual([])
  })
})
