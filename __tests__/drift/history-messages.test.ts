/** What the rules about migrations say: each state in its own words. */
import { describe, expect, test } from 'vitest'
import type { HistoryOutcome } from '../../src/model/migration.ts'
import { migration, outcome } from './cases-history.ts'
import { driftOf, drop, findingsOf } from './catalogs.ts'

const told = (history: HistoryOutcome, name: string) => {
  const found = findingsOf(driftOf({}), { history }).find(({ object }) => object.name === name)
  return `${found?.message} ${found?.consequence}`
}
const breakOf = (name: string) => ({
  migration: migration(name),
  line: 7,
  statement: 'ALTER TABLE "a"',
  sqlstate: '42P01',
  message: 'relation "a" does not exist',
  rows: null,
  partial: false,
})
const past = { sql: '', commit: `1234567${'0'.repeat(33)}`, removedIn: null }
const names: ReadonlySet<string> = new Set()

describe('a pending migration', () => {
  const pending = [migration('2_b'), migration('4_d')]

  test('is run by the next deploy', () => {
    expect(told(outcome({ pending, applied: [migration('1_a')] }), '2_b')).toBe(
      '`2_b` is in the repository and has not run in production. The next `prisma migrate deploy` runs it.',
    )
  })

  test('was merged out of order where a later one has run, be it unknown here', () => {
    const message = 'where `3_c` has: it was merged out of order.'
    expect(told(outcome({ pending, applied: [migration('3_c')] }), '2_b')).toContain(message)
    const unknown = [{ name: '3_c', checksum: '', past: null, names }]
    expect(told(outcome({ pending, unknown }), '2_b')).toContain(message)
    expect(told(outcome({ pending, unknown }), '4_d')).not.toContain('out of order')
  })

  test('that breaks stops the deploy, and keeps it from those after it', () => {
    const history = outcome(
      { pending },
      { breaks: { ...breakOf('2_b'), migration: pending[0] ?? migration('') } },
    )
    const own = findingsOf(driftOf({}), { history }).filter(({ rule }) => rule === 'migration-pending')
    expect(own.map(({ consequence }) => consequence)).toEqual([
      'The next `prisma migrate deploy` stops at it (P3018).',
      'The next `prisma migrate deploy` does not get to it: `2_b` fails before it.',
    ])
  })

  test('waits for one that failed to be settled', () => {
    const failed = [{ name: '2_b', checksum: '', state: 'failed', resolved: false } as const]
    expect(told(outcome({ pending, failed }), '4_d')).toContain('once `2_b` is settled (P3009)')
  })
})

describe('a failed migration', () => {
  const failed = [{ name: '2_b', checksum: '', state: 'failed', resolved: false } as const]

  test('is said to fail again where it does', () => {
    const again = outcome({ pending: [migration('2_b')], failed }, { breaks: breakOf('2_b') })
    expect(told(again, '2_b')).toContain('Run again it fails: `ALTER TABLE "a"` stops with 42P01')
    expect(told(outcome({ pending: [migration('2_b')], failed }), '2_b')).not.toContain('Run again')
  })
})

describe('a missing migration', () => {
  const gone = (lines: Parameters<typeof driftOf>[0]) => {
    const migration = { sql: 'ALTER TABLE "users" DROP COLUMN "nick";', names: new Set(['users', 'nick']) }
    const found = findingsOf(driftOf(lines), { migration }).find(({ rule }) => rule === 'migration-missing')
    return `${found?.message} ${found?.consequence}`
  }

  test('takes away what schema.prisma no longer has, which no client expects', () => {
    expect(gone({ schema: drop('nick') })).toMatch(
      /^No migration takes away what schema\.prisma no longer has: `users\.nick`\. The client no longer knows it, and no deploy/,
    )
    expect(gone({ schema: drop('nick'), production: drop('nick') })).toContain(
      'Production is without it already',
    )
  })
})

describe('an edited migration', () => {
  const edited = (git: 'whole' | 'shallow' | 'none', known: boolean) =>
    told(
      outcome({
        git,
        edited: [
          {
            migration: migration('1_a'),
            recorded: '',
            onlyLineEndings: false,
            past: known ? past : null,
            names,
          },
        ],
      }),
      '1_a',
    )

  test('names the commit that has the text that ran', () => {
    expect(edited('whole', true)).toContain('which has run the text of commit `1234567`')
  })

  test('says why git does not have it', () => {
    expect(edited('shallow', false)).toContain('not in this shallow clone: with `fetch-depth: 0`')
    expect(edited('whole', false)).toContain('No branch or tag has the text that ran')
    expect(edited('none', false)).toContain('There is no git repository')
  })
})

describe('an unknown migration', () => {
  const unknown = (removedIn: string | null) =>
    told(outcome({ unknown: [{ name: '1_a', checksum: '', past: { ...past, removedIn }, names }] }), '1_a')

  test('was in the repository until a commit, or is in one that was not checked out', () => {
    expect(unknown(`89abcde${'0'.repeat(33)}`)).toContain('was in the repository until commit `89abcde`')
    expect(unknown(null)).toContain('is in commit `1234567` and not in this checkout')
  })
})

describe('a migration that does not replay', () => {
  test('counts those that fail after it, and says where it was only put on record', () => {
    const resolved = outcome(
      { resolved: ['1_a'] },
      { unreplayable: breakOf('1_a'), unreplayableLater: ['2_b', '3_c'] },
    )
    expect(told(resolved, '1_a')).toContain(
      '2 later ones fail as well. Production has it on record and never ran it',
    )
    expect(told(outcome({}, { unreplayable: breakOf('1_a') }), '1_a')).not.toMatch(/fail as well|on record/)
  })
})

describe('a production without records', () => {
  const unrecorded = (count: number, waiting: number, distance: number, hasTable = false) =>
    told(
      outcome({
        applied: Array.from({ length: count }, (_, index) => migration(`${index}_a`)),
        pending: Array.from({ length: waiting }, (_, index) => migration(`8${index}_b`)),
        unrecorded: { schema: 'public', hasTable, distance },
      }),
      '_prisma_migrations',
    )

  test('is offered its baseline, the first five commands of it', () => {
    const said = unrecorded(7, 2, 3)
    expect(said).toContain(
      'nearest to what the first 7 of 9, up to `6_a`, make, and differs from it in 3 objects',
    )
    expect(said).toContain('P3005')
    expect(said).toContain('`npx prisma migrate resolve --applied "4_a"` and 2 more.')
  })

  test('that is as all migrations make it is in order, if only the dump lacks them', () => {
    expect(unrecorded(1, 0, 0)).toContain(
      'it is as the only one makes it. Where only the dump lacks it nothing is wrong',
    )
  })

  test('is offered none where none has run', () => {
    expect(unrecorded(0, 4, 9)).toContain('none of the 4 seems to have run')
    expect(unrecorded(0, 4, 9)).not.toContain('resolve')
  })

  test('with an empty table is deployed to from the beginning', () => {
    expect(unrecorded(1, 1, 0, true)).toContain(
      'runs all of them, and fails at what is there already (P3018)',
    )
  })
})
