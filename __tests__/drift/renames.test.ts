/** How objects of other names are known again, and what the rows and the texts say to it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareLines } from '../../src/drift/compare.ts'
import { meansTheSame } from '../../src/drift/meaning.ts'
import { replacements } from '../../src/drift/renames/place.ts'
import { respell, respelling } from '../../src/drift/renames/respell.ts'
import { candidateQuestions, strangersOf } from '../../src/drift/strangers.ts'
import { type Evidence, questionKey } from '../../src/model/evidence.ts'
import type { TableMemberId } from '../../src/model/object.ts'
import * as c from './catalogs.ts'

const userColumn = (name: string): TableMemberId => ({
  kind: 'column',
  schema: 'public',
  table: 'users',
  name,
})
const rows = (counts: Readonly<Record<string, readonly [values: number, nulls: number]>>): Evidence =>
  new Map(
    Object.entries(counts).flatMap(([name, [values, nulls]]) => [
      [questionKey({ kind: 'values', column: userColumn(name) }), { rows: values, columns: [], keys: null }],
      [questionKey({ kind: 'nulls', column: userColumn(name) }), { rows: nulls, columns: [], keys: null }],
    ]),
  )
/** What is found once the rows were asked which columns are no others. */
const checked = (lines: c.Lines, evidence: Evidence) => {
  const strangers = strangersOf(c.driftOf(lines), evidence)
  return c.findingsOf(compareLines(c.linesOf(lines), { ...c.context, strangers })).map(c.told)
}

describe('the rows', () => {
  const renamed = { production: c.rename('nick', 'handle') }
  const two = {
    production: c.all(
      c.rename('nick', 'nickname'),
      c.add(c.column('users', 'nicks', 'text', { nullable: true })),
    ),
  }

  test('are asked of each candidate, and of nothing where no name differs', () => {
    expect(candidateQuestions(c.driftOf(two)).map((question) => questionKey(question))).toEqual(
      ['nickname', 'nicks'].flatMap((name) =>
        (['nulls', 'values'] as const).map((kind) => questionKey({ kind, column: userColumn(name) })),
      ),
    )
    expect(candidateQuestions(c.driftOf({ production: c.drop('nick') }))).toEqual([])
  })

  test('show that a column which holds nothing is another one', () => {
    const apart = [
      'error column-missing column nick production',
      'warning column-extra column handle production',
    ]
    expect(checked(renamed, rows({ handle: [0, 3] }))).toEqual(apart)
  })

  test('show nothing where there are none, or where they were not counted', () => {
    const one = ['error column-rename column handle production']
    expect(checked(renamed, rows({ handle: [0, 0] }))).toEqual(one)
    expect(checked(renamed, rows({ handle: [1, 2] }))).toEqual(one)
    expect(checked(renamed, new Map())).toEqual(one)
  })

  test('decide between two', () => {
    expect(checked(two, rows({ nickname: [2, 1], nicks: [0, 3] }))).toEqual([
      'error column-rename column nickname production',
      'warning column-extra column nicks production',
    ])
    expect(checked(two, rows({ nickname: [2, 1], nicks: [1, 2] }))).toHaveLength(3)
  })
})

describe('a rename', () => {
  const message = (lines: c.Lines, evidence?: Evidence) => {
    const [finding] = c.findingsOf(c.driftOf(lines), evidence ? { evidence } : {})
    return [finding?.message, finding?.consequence] as const
  }

  test('is offered as one, with how to fix it each way', () => {
    const [text, consequence] = message({ production: c.rename('nick', 'handle') }, rows({ handle: [7, 0] }))
    expect(text).toBe(
      'The column `users.nick` is called `handle` in production; the migrations and schema.prisma say `nick`. 7 rows hold values in it.',
    )
    expect(consequence).toContain('P2022')
    expect(consequence).toContain('drop `handle` with its values and make an empty `nick`')
    expect(consequence).toContain(
      '`ALTER TABLE "users" RENAME COLUMN "handle" TO "nick";` gives the name back',
    )
    expect(consequence).toContain('`@map("handle")`')
  })

  test('of schema.prisma alone says what the next migration would do', () => {
    const [text, consequence] = message({ schema: c.rename('nick', 'alias') })
    expect(text).toBe(
      'The column `users.alias` is called `nick` in production and the migrations; schema.prisma says `alias`.',
    )
    expect(consequence).toContain('`prisma migrate dev` would drop `nick` with its values')
    expect(consequence).toContain('`@map("nick")` keeps the name')
  })

  test('brings the texts that mention it along, and no others', () => {
    const lower = (name: string) =>
      c.index('users', [`(lower(${name}))`], { predicate: `(${name} <> '')` }, 'lower')
    const lines = (predicate: string): c.Lines => ({
      production: c.all(c.rename('nick', 'handle'), c.add(lower('handle'))),
      history: c.add(c.alterObject(lower('nick'), { predicate })),
      schema: c.drop('lower'),
    })
    expect(c.check(lines(`(nick <> '')`))).toEqual(['error column-rename column handle production'])
    expect(c.check(lines(`(nick <> 'x')`))).toEqual([
      'error column-rename column handle production',
      'warning index-definition index lower production',
    ])
  })

  test('that is pending carries what production has otherwise', () => {
    const lines: c.Lines = {
      production: c.alter('nick', { default: `'x'::text` }),
      pending: c.rename('nick', 'handle'),
      schema: c.rename('nick', 'handle'),
    }
    const drift = c.driftOf(lines)
    expect(c.findingsOf(drift).map(c.told)).toEqual(['warning column-default column handle production'])
    expect(drift.healed).toEqual([])
  })
})

describe('texts', () => {
  test('say the same in other names, token by token', () => {
    const names = respelling([
      ['name', 'full_name'],
      ['Role', 'UserRole'],
    ])
    expect(respell(`(lower("name") = 'name'::text)`, `(lower(full_name) = 'name'::text)`, names)).toBe(true)
    expect(respell('(a."Role")[]', '(a."UserRole")[]', names)).toBe(true)
    expect(respell('lower(name)', 'lower(names)', names)).toBe(false)
    expect(respell(`'name'`, `'full_name'`, names)).toBe(false)
    expect(respell(['name', 'x'], ['full_name', 'x'], names)).toBe(true)
    expect(respell(['name'], ['full_name', 'x'], names)).toBe(false)
    expect(respell(true, false, names)).toBe(false)
  })

  const none = { names: new Map<string, string>(), labels: new Map<string, string>(), retyped: false }

  test('mean the same but for the casts of another type', () => {
    const retyped = { ...none, retyped: true }
    const same = [
      ['(words >= 0)', '(words >= (0)::numeric)'],
      ['(amount > 0)', `(amount > '0'::double precision)`],
      [
        `((status)::text = ANY ((ARRAY['a'::character varying(9), 'b'::character varying])::text[]))`,
        `(status = ANY (ARRAY['a'::text, 'b'::text]))`,
      ],
      ['(at < now())', '((at)::timestamp(3) without time zone < now())'],
      [`(kind = 'a'::text)`, `(kind = 'a'::public."Kind"[])`],
    ] as const
    for (const [one, other] of same) {
      expect(meansTheSame(one, other, retyped), other).toBe(true)
      expect(meansTheSame(one, other, none), other).toBe(false)
    }
    expect(meansTheSame('(words >= 0)', '(words >= (10)::numeric)', retyped)).toBe(false)
    expect(meansTheSame('(words >= 0)', '(words > (0)::numeric)', retyped)).toBe(false)
  })

  test('mean the same but for a column of another name, and a label', () => {
    const renamed = { ...none, names: new Map([['name', 'full_name']]), labels: new Map([['A', 'B']]) }
    expect(
      meansTheSame('SELECT u.name FROM users u', 'SELECT u.full_name AS name FROM users u', renamed),
    ).toBe(true)
    expect(meansTheSame('SELECT u.name FROM users u', 'SELECT u.other AS name FROM users u', renamed)).toBe(
      false,
    )
    expect(meansTheSame(`'A'::"Role"`, `'B'::"Role"`, renamed)).toBe(true)
    expect(meansTheSame(`'A'::"Role"`, `'C'::"Role"`, renamed)).toBe(false)
  })
})

test('what stands in the place of another thing replaces it', () => {
  expect([...replacements(['a', 'b', 'c'], ['a', 'x', 'c'])]).toEqual([['b', 'x']])
  expect([...replacements(['a', 'b'], ['x', 'a'])]).toEqual([])
  expect([...replacements(['a', 'b', 'c', 'd'], ['a', 'x', 'y', 'd'])]).toEqual([
    ['b', 'x'],
    ['c', 'y'],
  ])
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), (own, other) => {
      const found = [...replacements(own, other)]
      for (const [one, by] of found) {
        expect(other).not.toContain(one)
        expect(own).not.toContain(by)
      }
      expect(new Set(found.map(([, by]) => by)).size).toBe(found.length)
    }),
  )
})

/** Something that each line may say otherwise. */
const features: readonly (readonly c.Change[])[] = [
  ['text', 'integer', 'uuid'].map((type) => c.alter('nick', { type })),
  [true, false].map((nullable) => c.alter('nick', { nullable })),
  [null, `'x'::text`, `'y'::text`].map((value) => c.alter('email', { default: value })),
  ['RESTRICT', 'CASCADE', 'SET NULL'].map((onDelete) => c.alter('posts_userId_fkey', { onDelete })),
  ['btree', 'hash', 'gin'].map((method) => c.alter('posts_userId_idx', { method })),
  [['MEMBER', 'ADMIN'], ['MEMBER'], ['MEMBER', 'ADMIN', 'GUEST']].map((labels) =>
    c.alter('Role', { labels }),
  ),
  [c.none, c.drop('users_email_key')],
  [c.none, c.add(c.table('logs'), c.column('logs', 'id', 'integer'))],
  [c.none, c.add(c.column('posts', 'slug', 'text'))],
]

test('permuting the lines permutes the causes', () => {
  const choice = fc.tuple(...features.map((values) => fc.constantFrom(...values)))
  const line = choice.map((changes) => c.all(...changes))
  const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 })
  const causes = ([production, history, schema]: readonly c.Change[]) => {
    const { differences } = c.driftOf({
      production: production ?? c.none,
      history: history ?? c.none,
      schema: schema ?? c.none,
    })
    return differences.flatMap(({ key, verdicts }) =>
      // On the order of labels schema.prisma has no vote, so that the lines are no equals there.
      [...verdicts]
        .filter(([attribute]) => attribute !== 'order')
        .map(([attribute, { cause }]) => [key, attribute, cause] as const),
    )
  }
  const names: readonly string[] = ['production', 'history', 'schema']
  fc.assert(
    fc.property(fc.tuple(line, line, line), order, (changes, places) => {
      const moved = (cause: string) => {
        const place = names.indexOf(cause)
        return place === -1 ? cause : names[places.indexOf(place)]
      }
      const text = (all: readonly (readonly string[])[]) => all.map((each) => each.join(' ')).sort()
      const before = causes(changes).map(([key, attribute, cause]) => [key, attribute, moved(cause) ?? ''])
      const after = causes(places.map((place) => changes[place] ?? c.none))
      expect(text(after)).toEqual(text(before))
    }),
    { numRuns: 200 },
  )
})
