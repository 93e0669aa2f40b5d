import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEntries } from '../../src/baseline/read.ts'
import { baselineText } from '../../src/baseline/write.ts'
import { Failure } from '../../src/model/failure.ts'
import type { BaselineEntry } from '../../src/model/report.ts'

const entry = (object: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint: 'aaaaaaaaaaaa',
  rule: 'index-extra',
  object,
  severity: 'warning',
  reason: null,
  owner: null,
  since: '2026-01-01',
  expires: null,
  ...more,
})

const read = (text: string) => parseEntries(text, 'b.yml').map(({ location: _, ...rest }) => rest)

function failure(text: string): Failure {
  try {
    parseEntries(text, 'b.yml')
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it can be read')
}

describe('the file', () => {
  test('new: a word of what it is, then the entries by object', () => {
    const text = baselineText(null, [
      entry('users.b', { fingerprint: '123456789012', reason: 'agreed: yes', expires: '2027-01-31' }),
      entry('users.a', { fingerprint: '12e456789012', owner: 'ana' }),
    ])
    expect(
      text,
    ).toBe(`# Findings that are known and accepted. Written by \`prisma-schema-drift baseline\`, which keeps comments and what
# is edited by hand: reason, owner, expires (the last day on which an entry holds).

findings:
  - fingerprint: "12e456789012"
    rule: index-extra
    object: users.a
    severity: warning
    owner: ana
    since: 2026-01-01
  - fingerprint: "123456789012"
    rule: index-extra
    object: users.b
    severity: warning
    reason: "agreed: yes"
    since: 2026-01-01
    expires: 2027-01-31
`)
  })

  test('comments and what is written by hand stay with their entry', () => {
    const text = `# ours

findings:
  # the shop's own
  - fingerprint: bbbbbbbbbbbb
    rule: column-extra
    object: users.b # of the old shop
    reason: |
      two
      lines

  # asked for in spring
  - { fingerprint: cccccccccccc, rule: column-extra, object: users.c }
`
    const [b, c] = read(text)
    if (b === undefined || c === undefined) throw new Error('two entries')
    const written = baselineText(text, [b, c, entry('a', { fingerprint: 'aaaaaaaaaaaa' })])
    expect(written).toBe(`# ours

findings:
  - fingerprint: aaaaaaaaaaaa
    rule: index-extra
    object: a
    severity: warning
    since: 2026-01-01
  # the shop's own
  - fingerprint: bbbbbbbbbbbb
    rule: column-extra
    object: users.b # of the old shop
    reason: |
      two
      lines

  # asked for in spring
  - fingerprint: cccccccccccc
    rule: column-extra
    object: users.c
`)
    expect(baselineText(written, read(written))).toBe(written)
    expect(baselineText(written, [c])).not.toContain('old shop')
  })

  test('write, read, write: the same entries, the same bytes', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    const entries = fc.uniqueArray(
      fc.record({
        fingerprint: fc.string({
          unit: fc.constantFrom(...'0123456789abcdef'),
          minLength: 12,
          maxLength: 12,
        }),
        rule: text,
        object: text,
        severity: fc.constantFrom('error', 'warning', 'info', null),
        reason: fc.option(text),
        owner: fc.option(text),
        since: fc.constantFrom('2026-01-01', null),
        expires: fc.constantFrom('2027-12-31', null),
      }),
      { selector: ({ fingerprint }) => fingerprint },
    )
    fc.assert(
      fc.property(entries, (given) => {
        const written = baselineText(null, given)
        const again = read(written)
        expect(new Set(again.map((each) => JSON.stringify(each)))).toEqual(
          new Set(given.map((each) => JSON.stringify({ ...again[0], ...each }))),
        )
        expect(baselineText(written, again)).toBe(written)
        expect(baselineText(null, given.toReversed())).toBe(written)
      }),
    )
  })

  test.each(['', '# nothing yet\n', 'findings:\n', 'findings: []\n'])('without entries: %j', (text) => {
    expect(read(text)).toEqual([])
    expect(read(baselineText(text, [entry('a')]))).toEqual([entry('a')])
  })
})

test.each([
  ['findings: [', 1, 'is not valid YAML'],
  ['- a\n', 1, 'must hold a list `findings`'],
  ['findings: soon\n', 1, 'must hold a list `findings`'],
  ['findings:\n  - a\n', 2, 'is no map'],
  ['findings:\n  - rule: x\n    object: y\n', 2, 'needs `fingerprint`'],
  ['findings:\n  - fingerprint: abc\n    rule: x\n    object: y\n', 2, 'the 12 hex digits'],
  ['findings:\n  - { fingerprint: aaaaaaaaaaaa, rule: x, object: y, ownr: z }\n', 2, 'did you mean `owner`?'],
  ['findings:\n  - { fingerprint: aaaaaaaaaaaa, rule: x, object: y, expires: soon }\n', 2, 'a day as in'],
  [
    'findings:\n  - { fingerprint: aaaaaaaaaaaa, rule: x, object: y }\n  - { fingerprint: aaaaaaaaaaaa, rule: x, object: y }\n',
    3,
    'of line 2 again',
  ],
])('what cannot be read is told with its line: %j', (text, line, message) => {
  const { code, stage, location, message: told } = failure(text)
  expect({ code, stage, line: location?.line }).toEqual({ code: 'baseline-invalid', stage: 'config', line })
  expect(told).toContain(message)
  expect(told).toContain(`b.yml:${line}`)
})
