import { describe, expect, test } from 'vitest'
import { applyPolicy, type Policy } from '../../src/baseline/apply.ts'
import type { LocatedEntry } from '../../src/baseline/read.ts'
import type { IgnoreRule } from '../../src/config/config.ts'
import type { Finding } from '../../src/model/finding.ts'
import { verdict } from '../../src/report/summary.ts'
import { finding } from '../report/samples.ts'

const today = '2026-06-15'

const found = (name: string, more: Partial<Finding> = {}): Finding =>
  finding({
    rule: 'column-extra',
    severity: 'warning',
    object: { kind: 'column', schema: 'public', table: 'users', name },
    cause: 'production',
    message: `\`users.${name}\` is extra.`,
    consequence: '',
    fingerprint: name.padEnd(12, '0'),
    ...more,
  })

const ignore = (more: Partial<IgnoreRule>): IgnoreRule => ({
  rule: null,
  object: null,
  reason: null,
  owner: null,
  expires: null,
  location: { file: 'schema-drift.yml', line: 3 },
  ...more,
})

const entry = (name: string, more: Partial<LocatedEntry> = {}): LocatedEntry => ({
  fingerprint: name.padEnd(12, '0'),
  rule: 'column-extra',
  object: `users.${name}`,
  severity: 'warning',
  reason: null,
  owner: null,
  since: '2026-01-01',
  expires: null,
  location: { file: 'b.yml', line: 2 },
  ...more,
})

const baseline = (...entries: readonly LocatedEntry[]) => ({ file: 'b.yml', text: '', entries })

const apply = (findings: readonly Finding[], policy: Partial<Policy>) =>
  applyPolicy(findings, { severity: [], ignore: [], baseline: null, today, ...policy })

test('without a word from the team everything stays as it is', () => {
  const findings = [found('a'), found('b')]
  expect(apply(findings, {})).toEqual({ findings, ignored: [], baseline: null })
})

describe('severity', () => {
  test('the last rule that matches counts, and the reason says who asked', () => {
    const severity = [
      { rule: 'column-*', object: null, severity: 'error' },
      { rule: '*-extra', object: 'users.a', severity: 'info' },
      { rule: 'index-extra', object: null, severity: 'error' },
    ] as const
    const { findings } = apply([found('a'), found('b')], { severity })
    expect(findings.map((each) => [each.object.name, each.severity, each.reason])).toEqual([
      ['b', 'error', 'the config sets it to error'],
      ['a', 'info', 'the config sets it to info'],
    ])
  })

  test('what is that severe already keeps its reason', () => {
    const severity = [{ rule: '*', object: null, severity: 'warning' }] as const
    expect(apply([found('a')], { severity }).findings).toEqual([found('a')])
  })

  test('makes the verdict another', () => {
    const severity = [{ rule: '*', object: null, severity: 'info' }] as const
    expect(verdict(apply([found('a')], { severity }).findings)).toBe('clean')
  })
})

describe('ignore', () => {
  test('both globs must match', () => {
    const rules = [
      ignore({ rule: 'index-*', object: 'users' }),
      ignore({ rule: 'column-extra', object: 'users.b' }),
    ]
    const { findings, ignored } = apply([found('a'), found('b')], { ignore: rules })
    expect(findings).toEqual([found('a')])
    expect(ignored.map(({ object, by }) => [object.name, by.kind, by.text])).toEqual([
      ['b', 'ignore', 'ignore column-extra on users.b'],
    ])
  })

  test('says why, who and until when', () => {
    const rule = ignore({ object: 'users', reason: 'of the old shop', owner: 'ana', expires: today })
    expect(apply([found('a')], { ignore: [rule] }).ignored[0]?.by).toEqual({
      kind: 'ignore',
      text: 'ignore users: of the old shop (ana), until 2026-06-15',
      location: { file: 'schema-drift.yml', line: 3 },
      reason: 'of the old shop',
      owner: 'ana',
      since: null,
      expires: today,
    })
  })

  test('over: the finding comes back and says so, unless another rule holds', () => {
    const over = ignore({ object: 'users', reason: 'soon', expires: '2026-06-14' })
    const { findings, ignored } = apply([found('a')], { ignore: [over] })
    expect(ignored).toEqual([])
    expect(findings[0]?.message).toBe('`users.a` is extra. The config ignored it until 2026-06-14 (soon).')
    expect(apply([found('a')], { ignore: [over, ignore({ object: 'users.?' })] }).findings).toEqual([])
  })

  test('goes before the baseline, whose entry is not stale by it', () => {
    const { ignored, baseline: facts } = apply([found('a')], {
      ignore: [ignore({ object: 'users' })],
      baseline: baseline(entry('a')),
    })
    expect(ignored.map(({ by }) => by.kind)).toEqual(['ignore'])
    expect(facts).toMatchObject({ entries: 1, stale: [], expired: [] })
  })
})

describe('baseline', () => {
  test('accepts by fingerprint; an entry without its finding is stale', () => {
    const {
      findings,
      ignored,
      baseline: facts,
    } = apply([found('a'), found('b')], {
      baseline: baseline(entry('a', { reason: 'agreed' }), entry('gone')),
    })
    expect(findings).toEqual([found('b')])
    expect(ignored).toEqual([
      {
        ...found('a'),
        by: {
          kind: 'baseline',
          text: 'baseline: agreed',
          location: { file: 'b.yml', line: 2 },
          reason: 'agreed',
          owner: null,
          since: '2026-01-01',
          expires: null,
        },
      },
    ])
    const { location: _, ...stale } = entry('gone')
    expect(facts).toEqual({ file: 'b.yml', entries: 2, stale: [stale], expired: [] })
  })

  test('holds on its last day, and is over on the next', () => {
    const until = (expires: string) => apply([found('a')], { baseline: baseline(entry('a', { expires })) })
    expect(until(today).ignored[0]?.by.text).toBe('baseline, until 2026-06-15')
    const over = until('2026-06-14')
    expect(over.ignored).toEqual([])
    expect(over.findings[0]?.message).toBe('`users.a` is extra. The baseline accepted it until 2026-06-14.')
    expect(over.baseline?.expired.map(({ object }) => object)).toEqual(['users.a'])
  })

  test('an entry that is over and whose finding is gone is stale alone', () => {
    const { baseline: facts } = apply([], { baseline: baseline(entry('a', { expires: '2026-01-02' })) })
    expect(facts?.stale).toHaveLength(1)
    expect(facts?.expired).toEqual([])
  })

  test('what became graver comes back; what became milder does not', () => {
    const graver = apply([found('a', { severity: 'error' })], { baseline: baseline(entry('a')) })
    expect(graver.findings[0]?.message).toContain(
      'The baseline accepted it as warning, and it is graver now.',
    )
    expect(apply([found('a', { severity: 'info' })], { baseline: baseline(entry('a')) }).findings).toEqual([])
    const any = baseline(entry('a', { severity: null }))
    expect(apply([found('a', { severity: 'error' })], { baseline: any }).findings).toEqual([])
  })

  test('the severity of the config is the one that is held against it', () => {
    const severity = [{ rule: '*', object: null, severity: 'error' }] as const
    expect(apply([found('a')], { severity, baseline: baseline(entry('a')) }).findings).toHaveLength(1)
  })

  test('while the schema does not validate no entry is said to be stale', () => {
    const invalid = found('schema', {
      rule: 'schema-invalid',
      object: { kind: 'file', name: 'schema.prisma' },
    })
    expect(apply([invalid], { baseline: baseline(entry('gone')) }).baseline?.stale).toEqual([])
  })

  test('what follows from an ignored finding is judged for itself', () => {
    const child = found('child', { partOf: found('a').fingerprint })
    const { findings } = apply([found('a'), child], { baseline: baseline(entry('a')) })
    expect(findings).toEqual([child])
  })
})

describe('a finding that sums up others', () => {
  const sum = found('sum', {
    rule: 'migration-missing',
    severity: 'error',
    object: { kind: 'file', name: 'schema.prisma' },
  })
  const parts = ['a', 'b'].map((name) => found(name, { partOf: sum.fingerprint }))

  test('is ignored with the last of them', () => {
    const { findings, ignored } = apply([sum, ...parts], { ignore: [ignore({ object: 'users' })] })
    expect(findings).toEqual([])
    expect(ignored.map(({ rule, by }) => [rule, by.text])).toContainEqual([
      'migration-missing',
      'ignore users',
    ])
  })

  test('stays while one of them is left, and where it has none', () => {
    expect(apply([sum, ...parts], { ignore: [ignore({ object: 'users.a' })] }).findings).toContainEqual(sum)
    expect(apply([sum], { ignore: [ignore({ object: 'users' })] }).findings).toEqual([sum])
  })
})
