import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf } from '../../../src/github/suggestions/diff-lines.ts'
import type { ReviewedFile } from '../../../src/github/suggestions/reviewed-files.ts'
import { type Suggestion, suggestionsOf } from '../../../src/github/suggestions/suggestions-of.ts'
import type { Edit } from '../../../src/model/plan.ts'
import { columnFinding, edit, file, planOf, step } from './plans.ts'

const schema = `model User {
  id    Int    @id
  email String
  name  String

  @@map("users")
}

model Tutor {
  id Int @id
}
`

/** The schema file with the lines of its parts in the diff, at the same numbers or `shift` further down. */
function reviewed(parts: readonly (readonly [number, number])[], shift = 0, text = schema) {
  const inDiff = new Map(
    parts.flatMap(([first, last], hunk) =>
      Array.from(
        { length: last - first + 1 },
        (_, at) => [first + at, { line: first + at + shift, hunk }] as const,
      ),
    ),
  )
  const each: ReviewedFile = { path: `app/${file}`, rows: rowsOf(text), inDiff }
  return new Map([[file, each]])
}

const whole = reviewed([[1, 11]])
const [id, email, name] = [columnFinding('id', 2), columnFinding('email', 3), columnFinding('name', 4)]

function places(suggestions: readonly Suggestion[]) {
  return suggestions.map(({ path, first, last, rows }) => ({ path, first, last, rows }))
}

describe('a suggestion', () => {
  const emailStep = step([email], [edit(3, 1, '  email String?\n')])

  test('is on the lines that the plan changes, with their new text and what it settles', () => {
    const { suggestions, changes } = suggestionsOf(planOf([emailStep], ''), [email], whole)
    expect(suggestions).toEqual([
      {
        path: 'app/prisma/schema.prisma',
        first: 3,
        last: 3,
        rows: ['  email String?'],
        findings: [email],
        why: emailStep.why,
        changes: 1,
        more: { near: 0, far: 0 },
      },
    ])
    expect(changes).toBe(1)
  })

  test('is on the lines of the head, where these are others', () => {
    const { suggestions } = suggestionsOf(planOf([emailStep], ''), [email], reviewed([[1, 11]], 40))
    expect(suggestions).toMatchObject([{ first: 43, last: 43 }])
  })

  test('is none outside of the diff, and counts all the same', () => {
    expect(suggestionsOf(planOf([emailStep], ''), [email], reviewed([[4, 11]]))).toEqual({
      suggestions: [],
      changes: 1,
    })
  })

  test('is none for what is ignored, and for what a person must decide', () => {
    const person = step([email], emailStep.edits, { direction: 'person' })
    for (const [plan, findings] of [
      [planOf([emailStep], ''), []],
      [planOf([person], ''), [email]],
    ] as const)
      expect(suggestionsOf(plan, findings, whole)).toEqual({ suggestions: [], changes: 0 })
  })

  test('is none where only blanks change', () => {
    const layout = step([id], [edit(4, 1, '  name    String\n')])
    expect(suggestionsOf(planOf([layout], ''), [id], whole)).toEqual({ suggestions: [], changes: 0 })
  })

  test('takes the line beside new lines along: the one before, else the one behind', () => {
    const plan = planOf([step([name], [edit(4, 0, '  phone String?\n')])], '')
    expect(places(suggestionsOf(plan, [name], whole).suggestions)).toEqual([
      { path: 'app/prisma/schema.prisma', first: 3, last: 3, rows: ['  email String', '  phone String?'] },
    ])
    expect(places(suggestionsOf(plan, [name], reviewed([[4, 5]])).suggestions)).toEqual([
      { path: 'app/prisma/schema.prisma', first: 4, last: 4, rows: ['  phone String?', '  name  String'] },
    ])
    expect(suggestionsOf(plan, [name], reviewed([[5, 8]])).suggestions).toEqual([])
  })

  test('stands behind the last line of a file', () => {
    const plan = planOf([step([name], [edit(12, 0, '\nenum Mode {\n  A\n}\n')])], '')
    expect(places(suggestionsOf(plan, [name], whole).suggestions)).toMatchObject([
      { first: 11, last: 11, rows: ['}', '', 'enum Mode {', '  A', '}'] },
    ])
  })

  test('has no rows where lines only go', () => {
    const plan = planOf([step([name], [edit(4, 1, '')])], '')
    expect(places(suggestionsOf(plan, [name], whole).suggestions)).toMatchObject([
      { first: 4, last: 4, rows: [] },
    ])
  })
})

describe('changes side by side', () => {
  const steps = [
    step(
      [id],
      [
        edit(2, 1, '  id      String  @id\n'),
        edit(4, 1, '  name    String\n'),
        edit(10, 1, '  id String @id\n'),
      ],
    ),
    step([email], [edit(3, 1, '  email   String?\n')]),
  ]

  test('are one suggestion that tells all its findings, and keeps the layout together', () => {
    const { suggestions, changes } = suggestionsOf(planOf(steps, ''), [id, email], whole)
    expect(suggestions).toMatchObject([
      {
        first: 2,
        last: 4,
        rows: ['  id      String  @id', '  email   String?', '  name    String'],
        findings: [id, email],
        changes: 2,
        more: { near: 1, far: 0 },
      },
      { first: 10, last: 10, findings: [id], more: { near: 1, far: 0 } },
    ])
    expect(changes).toBe(3)
  })

  test('say how many belong to them elsewhere', () => {
    const { suggestions } = suggestionsOf(planOf(steps, ''), [id, email], reviewed([[1, 3]]))
    expect(suggestions).toMatchObject([{ first: 2, last: 3, more: { near: 0, far: 1 } }])
  })

  test('are two where the diff has a gap between them', () => {
    const { suggestions } = suggestionsOf(
      planOf(steps, ''),
      [id, email],
      reviewed([
        [1, 2],
        [3, 4],
      ]),
    )
    expect(suggestions).toMatchObject([
      { first: 2, last: 2 },
      { first: 3, last: 4 },
    ])
  })

  test('of lines that the pull request does not show whole are none', () => {
    const plan = planOf([step([id], [edit(2, 2, '  id String @id\n')])], '')
    expect(suggestionsOf(plan, [id], reviewed([[3, 8]])).suggestions).toEqual([])
  })
})

test('of too many the gravest stay, of these what the pull request introduced', () => {
  const text = Array.from({ length: 60 }, (_, at) => `line ${at + 1}\n`).join('')
  const findings = Array.from({ length: 30 }, (_, at) =>
    columnFinding(`column${at}`, 2 * at + 1, {
      severity: at % 3 === 0 ? 'error' : at % 3 === 1 ? 'warning' : 'info',
      introduced: at % 2 === 0,
    }),
  )
  const steps = findings.map((each, at) => step([each], [edit(2 * at + 1, 1, `changed ${at}\n`)]))
  const { suggestions, changes } = suggestionsOf(
    planOf(steps, ''),
    findings,
    reviewed([[1, 60]], 0, text),
    12,
  )
  const kept = suggestions.flatMap((each) => each.findings)
  expect(changes).toBe(30)
  expect(kept.filter(({ severity }) => severity === 'error')).toHaveLength(10)
  expect(kept.filter(({ severity, introduced }) => severity === 'warning' && introduced)).toHaveLength(2)
  expect(suggestions.map(({ first }) => first)).toEqual(
    suggestions.map(({ first }) => first).toSorted((a, b) => a - b),
  )
})

describe('committed', () => {
  interface Piece {
    readonly kept: number
    readonly removed: number
    readonly inserts: readonly (readonly string[])[]
  }
  const word = fc.stringMatching(/^[a-z]{1,4}$/)
  const piece: fc.Arbitrary<Piece> = fc.record({
    kept: fc.nat(4),
    removed: fc.nat(2),
    inserts: fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  })

  /** The file as it is, and the edits that a plan makes in it; all that come before one line are of different steps. */
  function fileOf(pieces: readonly Piece[]) {
    const [before, after, edits]: [string[], string[], Edit[]] = [[], [], []]
    for (const [at, { kept, removed, inserts }] of pieces.entries()) {
      const same = Array.from({ length: kept + 1 }, (_, line) => `same ${at} ${line}`)
      before.push(...same)
      after.push(...same)
      const [first, ...more] = inserts
      const line = before.length + 1
      if (removed > 0 && first) edits.push(edit(line, removed, first.map((row) => `${row}\n`).join('')))
      else for (const rows of inserts) edits.push(edit(line, 0, rows.map((row) => `${row}\n`).join('')))
      before.push(...Array.from({ length: first ? removed : 0 }, (_, gone) => `gone ${at} ${gone}`))
      after.push(...(removed > 0 ? (first ?? []) : [first ?? [], ...more].flat()))
    }
    return { before, after, edits }
  }

  function applied(before: readonly string[], suggestions: readonly Suggestion[]): readonly string[] {
    const rows = [...before]
    for (const { first, last, rows: text } of suggestions.toReversed())
      rows.splice(first - 1, last - first + 1, ...text)
    return rows
  }

  test('all suggestions make what the plan makes, whichever step is told first', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), (pieces, reversed) => {
        const { before, after, edits } = fileOf(pieces)
        const findings = edits.map((_, at) => columnFinding(`c${at}x`, null))
        const steps = edits.map((each, at) => step(findings.slice(at, at + 1), [each]))
        const plan = planOf(reversed ? steps.toReversed() : steps, `${after.join('\n')}\n`)
        const all = reviewed([[1, before.length]], 0, `${before.join('\n')}\n`)
        const { suggestions } = suggestionsOf(plan, findings, all, 1000)
        expect(applied(before, suggestions)).toEqual(after)
      }),
    )
  })

  test('of a part of the file they make what the plan makes there, within one part of the diff each', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(30), { minLength: 2, maxLength: 6 }),
        (pieces, cuts) => {
          const { before, edits } = fileOf(pieces)
          const findings = edits.map((_, at) => columnFinding(`c${at}x`, null))
          const steps = edits.map((each, at) => step(findings.slice(at, at + 1), [each]))
          const sorted = [...new Set(cuts.map((cut) => (cut % before.length) + 1))].toSorted((a, b) => a - b)
          const parts = sorted.flatMap((first, at) => {
            const next = sorted[at + 1]
            return next === undefined || at % 2 === 1 ? [] : [[first, next - 1] as const]
          })
          const shown = reviewed(parts, 100, `${before.join('\n')}\n`)
          const { suggestions } = suggestionsOf(planOf(steps, ''), findings, shown, 1000)
          for (const { first, last, rows } of suggestions) {
            expect(parts.some(([from, to]) => from + 100 <= first && last <= to + 100)).toBe(true)
            const own = edits.filter(({ line, remove }) => line + remove >= first - 100 && line <= last - 99)
            const possible = new Set([...before, ...own.flatMap(({ insert }) => rowsOf(insert))])
            expect(rows.every((row) => possible.has(row))).toBe(true)
          }
          const ends = suggestions.map(({ last }) => last)
          expect(suggestions.slice(1).every(({ first }, at) => first > (ends[at] ?? 0))).toBe(true)
        },
      ),
    )
  })
})
