/** What a person is told about a migration: the commands, and what to mend first. */
import { describe, expect, test } from 'vitest'
import {
  afterFailure,
  beforeDeploy,
  onEmptyDatabase,
  otherLineEndings,
  restoreFrom,
  withOtherText,
  withoutText,
} from '../../src/alignment/by-hand.ts'
import type { EditedMigration, HistoryOutcome, MigrationBreak } from '../../src/model/migration.ts'

const migration = {
  name: '2_next',
  sql: 'SELECT 1;\n',
  file: 'migrations/2_next/migration.sql',
  checksum: 'abc',
}
const broken = (facts: Partial<MigrationBreak>): MigrationBreak => ({
  migration,
  line: 3,
  statement: 'ALTER TABLE',
  sqlstate: '42601',
  message: 'it says why.',
  rows: null,
  partial: false,
  ...facts,
})
const outcome = (breaks: MigrationBreak | null): HistoryOutcome => ({
  diagnosis: {
    applied: [],
    pending: [migration],
    unknown: [],
    edited: [],
    failed: [{ name: migration.name, checksum: 'abc', state: 'failed', resolved: false }],
    resolved: [],
    git: 'whole',
    unrecorded: null,
  },
  breaks,
  unreplayable: null,
  unreplayableLater: [],
  untold: new Set(),
})

describe('a migration that stopped half way', () => {
  test('has both commands, and when each is right', () => {
    const why = afterFailure('2_next', outcome(null))
    expect(why).toContain('`npx prisma migrate resolve --applied 2_next`')
    expect(why).toContain('`npx prisma migrate resolve --rolled-back 2_next`')
    expect(why).not.toContain('fails again')
  })

  test('that fails again as it is says what to mend first', () => {
    expect(afterFailure('2_next', outcome(broken({ sqlstate: '23502', rows: 2 })))).toMatch(
      /As it is it fails again: Mend the 2 rows of production that stand against it/,
    )
  })
})

describe('a migration that the next deploy would stop at', () => {
  test.each([
    ['23505', 1, 'Mend the row of production that stands against it'],
    ['42701', null, 'IF NOT EXISTS'],
    ['2BP01', null, 'Something in production depends on what it changes (it says why)'],
    ['42601', null, 'Postgres refuses it in production (it says why)'],
  ])('with %s says what to mend, on which line', (sqlstate, rows, text) => {
    const why = beforeDeploy(broken({ sqlstate, rows }))
    expect(why).toContain(text)
    expect(why).toContain('(`migrations/2_next/migration.sql`, line 3)')
    expect(why).toContain('`npx prisma migrate resolve --rolled-back 2_next`')
  })

  test('for doubles under a unique index has the query that lists them', () => {
    const statement = 'CREATE UNIQUE INDEX "User_email_key" ON "User"("email", "team")'
    expect(beforeDeploy(broken({ sqlstate: '23505', rows: 2, statement }))).toContain(
      '`SELECT "email", "team", count(*) FROM "User" GROUP BY "email", "team" HAVING count(*) > 1`',
    )
    const partial = `${statement} WHERE "team" IS NOT NULL`
    expect(beforeDeploy(broken({ sqlstate: '23505', statement: partial }))).not.toContain('SELECT')
  })
})

test.each([
  ['42P01', 'it says why.', 'what no migration before it makes (it says why)'],
  ['23503', 'it says why.', 'rows that no migration before it makes (it says why)'],
  ['P0001', 'it says why.', 'something that it looks for itself'],
  ['0A000', 'extension "x" is not available', 'must be installed'],
])(
  'a migration that fails on an empty database with %s takes something for granted',
  (sqlstate, message, text) => {
    expect(onEmptyDatabase(broken({ sqlstate, message }))).toContain(text)
  },
)

describe('a text that ran', () => {
  const edited: EditedMigration = {
    migration,
    recorded: '0123456789abcdef',
    onlyLineEndings: true,
    past: null,
    names: new Set(),
  }

  test('comes back from its commit, whatever the path', () => {
    expect(restoreFrom('0123456789abcdef', 'a/b.sql')).toBe('git restore --source=0123456789ab -- a/b.sql')
    expect(restoreFrom('0123456789abcdef', "it's.sql")).toBe(
      String.raw`git restore --source=0123456789ab -- 'it'\''s.sql'`,
    )
  })

  test('gets its line endings back', () => {
    expect(otherLineEndings(edited)).toBe(String.raw`perl -pi -e 's/\n/\r\n/' ${migration.file}`)
    const windows = { ...edited, migration: { ...migration, sql: 'SELECT 1;\r\n' } }
    expect(otherLineEndings(windows)).toBe(String.raw`perl -pi -e 's/\r\n/\n/' ${migration.file}`)
  })

  test('that nobody has is looked for first, and then the record is mended', () => {
    expect(withOtherText(edited, 'shallow', 'public')).toContain('`git fetch --unshallow`')
    expect(withOtherText(edited, 'whole', 'app')).toContain(
      `UPDATE "app"."_prisma_migrations" SET "checksum" = 'abc' WHERE "migration_name" = '2_next';`,
    )
    expect(withoutText({ name: '1_lost', checksum: 'c0ffee' }, 'none', 'public')).toContain(
      `DELETE FROM "public"."_prisma_migrations" WHERE "migration_name" = '1_lost';`,
    )
  })
})
