import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import { markdown } from '../../src/report/markdown.ts'
import { bySince, findingsOf, outline, topicCounts } from '../../src/report/outline.ts'
import { countFindings, countsPhrase, gate, plural, verdict } from '../../src/report/summary.ts'
import { sectionWords } from '../../src/report/words.ts'
import { alignment, breaking, clean, failed, finding, report } from './samples.ts'

const column = (name: string, more: Partial<Finding> = {}) =>
  finding({
    rule: 'column-default',
    severity: 'warning',
    object: { kind: 'column', schema: 'public', table: 't', name },
    cause: 'schema',
    production: {},
    message: '',
    consequence: '',
    fingerprint: name,
    ...more,
  })

test('a schema that does not validate is to be corrected, not to be migrated', () => {
  const invalid = column('a', { rule: 'schema-invalid', object: { kind: 'file', name: 'schema.prisma' } })
  const next = (findings: readonly Finding[]) =>
    outline(report({ findings })).sections.map((section) => sectionWords(section).next)
  expect(next([invalid])).toEqual(['Correct it until `prisma validate` passes.'])
  expect(next([column('a')])).toEqual([expect.stringContaining('prisma migrate dev')])
})

describe('outline', () => {
  test('every finding stands in it once', () => {
    const { sections, infos } = outline(alignment)
    const all = [...sections.flatMap(({ entries }) => entries), ...infos].flatMap(findingsOf)
    expect(all.length).toBe(alignment.findings.length)
    expect(new Set(all)).toEqual(new Set(alignment.findings))
  })

  test('the worst topic first, migrations that stop the deploy before all', () => {
    expect(topicCounts(outline(alignment).sections).map(({ topic }) => topic)).toEqual([
      'schema',
      'production',
      'migrations',
    ])
    const both = report({ findings: [...breaking.findings, ...alignment.findings] })
    expect(outline(both).sections[0]?.topic).toBe('migrations')
  })

  test('what the change introduced before what was there, and no part where all are alike', () => {
    const findings = [
      column('a', { severity: 'error', introduced: false }),
      column('b', { introduced: true, partOf: 'a' }),
      column('c', { introduced: false, partOf: 'a' }),
    ]
    const { sections } = outline(report({ findings }))
    expect(
      bySince(sections).map(({ since, sections: own }) => [
        since,
        own.flatMap(({ entries }) => entries.flatMap(findingsOf)).map(({ fingerprint }) => fingerprint),
      ]),
    ).toEqual([
      ['introduced', ['b']],
      ['before', ['a', 'c']],
    ])
    expect(topicCounts(sections)).toEqual([
      { topic: 'schema', counts: { error: 1, warning: 2, info: 0 }, introduced: 1 },
    ])
    for (const introduced of [true, false, null]) {
      const alike = report({ findings: findings.map((each) => ({ ...each, introduced })) })
      expect(bySince(outline(alike).sections).map(({ since }) => since)).toEqual([null])
    }
    const info = column('d', { severity: 'info', introduced: true })
    expect(outline(report({ findings: [column('e', { introduced: false }), info] })).sections).toMatchObject([
      { since: null },
    ])
  })

  test('the table with the worst finding first, the worst first within it', () => {
    const at = (table: string, severity: Finding['severity']) =>
      column(`${table}_${severity}`, {
        severity,
        object: { kind: 'column', schema: 'public', table, name: severity },
      })
    const { sections } = outline(
      report({ findings: [at('b', 'error'), at('a', 'warning'), at('b', 'warning')] }),
    )
    expect(sections[0]?.entries.map(({ finding: { fingerprint } }) => fingerprint)).toEqual([
      'b_error',
      'b_warning',
      'a_warning',
    ])
  })

  test('what follows from a finding stands under it, however deep; an absent or circular explanation under nothing', () => {
    const findings = [
      column('root'),
      column('child', { partOf: 'root' }),
      column('grandchild', { partOf: 'child' }),
      column('orphan', { partOf: 'gone' }),
      column('one', { partOf: 'other' }),
      column('other', { partOf: 'one' }),
    ]
    const entries = outline(report({ findings })).sections.flatMap((section) => section.entries)
    expect(entries.map(({ finding: { fingerprint }, parts }) => [fingerprint, parts.length])).toEqual([
      ['root', 2],
      ['orphan', 0],
      ['one', 0],
      ['other', 0],
    ])
  })

  test('what a finding sums up stands beside it, with its own followers under it', () => {
    const sum = {
      rule: 'migration-missing',
      object: { kind: 'file', name: 'schema.prisma' },
      production: null,
    } as const
    const findings = [
      column('sum', { ...sum, cause: 'several', severity: 'error' }),
      column('part', { partOf: 'sum' }),
      column('follower', { partOf: 'part' }),
    ]
    const { sections } = outline(report({ findings }))
    expect(
      sections.map(({ topic, entries }) => [
        topic,
        entries.map(({ finding, parts }) => [finding.fingerprint, parts.length]),
      ]),
    ).toEqual([
      ['history', [['sum', 0]]],
      ['schema', [['part', 1]]],
    ])
  })

  test('an info that explains an error is no info', () => {
    const findings = [
      column('error', { severity: 'error', partOf: 'info' }),
      column('info', { severity: 'info' }),
    ]
    const { sections, infos } = outline(report({ findings }))
    expect(infos).toEqual([])
    expect(sections[0]?.counts).toEqual({ error: 1, warning: 0, info: 1 })
  })

  test('a migration that waits is told with what stops it, and for information where nothing does', () => {
    const about = (rule: string, severity: 'error' | 'info', name: string) =>
      finding({
        rule,
        severity,
        object: { kind: 'migration', name },
        cause: 'unknown',
        message: `${rule} ${name}`,
        consequence: '',
      })
    const stopped = about('migration-breaks', 'error', 'b')
    const waiting = ['a', 'b'].map((name) => about('migration-pending', 'info', name))
    const { sections, infos } = outline(report({ findings: [stopped, ...waiting] }))
    expect(sections.flatMap(({ entries }) => entries)).toMatchObject([
      { finding: stopped, parts: waiting.slice(1) },
    ])
    expect(infos.map(({ finding: { object } }) => object.name)).toEqual(['a'])
    const shown = markdown(report({ findings: [stopped, ...waiting] }))
    expect(shown.indexOf('migration-pending `b`')).toBeLessThan(shown.indexOf('For information: 1 finding'))
    expect(shown).not.toContain('nothing breaks')
  })
})

describe('summary', () => {
  test('counts by severity and cause', () => {
    expect(countFindings(alignment)).toMatchObject({
      findings: 28,
      errors: 22,
      warnings: 4,
      infos: 2,
      introduced: 6,
    })
    expect(countFindings(alignment).byCause.production).toEqual({ error: 1, warning: 3, info: 0 })
    expect(countFindings(clean)).toMatchObject({ findings: 0, introduced: null })
    expect(countFindings(report({ findings: [column('a', { introduced: false })] })).introduced).toBe(0)
  })

  test.each([
    [alignment, 'error', 1, 22],
    [alignment, 'warning', 1, 26],
    [alignment, 'info', 1, 28],
    [alignment, 'never', 0, 0],
    [clean, 'info', 0, 0],
    [failed, 'never', 2, 0],
    [report({ findings: [column('a')] }), 'error', 0, 0],
  ] as const)('the gate', (sample, failOn, exitCode, blocking) => {
    expect(gate(sample, failOn)).toEqual({ exitCode, blocking })
  })

  test.each([
    [{ introduced: true }, 1],
    [{ introduced: null }, 1],
    [{ introduced: false }, 0],
  ])('the gate for what was introduced: %o', (given, exitCode) => {
    const sample = report({ findings: [column('a', { severity: 'error', ...given })] })
    expect(gate(sample, 'error', true).exitCode).toBe(exitCode)
    expect(gate(sample, 'error').exitCode).toBe(1)
    expect(gate(sample, 'never', true).exitCode).toBe(0)
    expect(gate(failed, 'error', true).exitCode).toBe(2)
  })

  test('an info is no drift', () => {
    expect(verdict([column('a', { severity: 'info' })])).toBe('clean')
    expect(verdict([column('a')])).toBe('drift')
  })

  test('numbers in words', () => {
    expect(countsPhrase({ error: 1, warning: 0, info: 2 })).toBe('1 error, 2 infos')
    expect(countsPhrase({ error: 0, warning: 0, info: 0 })).toBe('no findings')
    expect(plural(1234, 'row')).toBe('1,234 rows')
  })
})
