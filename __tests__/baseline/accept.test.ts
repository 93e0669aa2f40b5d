import { expect, test } from 'vitest'
import { type AcceptRequest, acceptFindings } from '../../src/baseline/accept.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { BaselineEntry } from '../../src/model/report.ts'
import { finding } from '../report/samples.ts'

const request: AcceptRequest = {
  reason: null,
  owner: null,
  expires: null,
  only: [],
  infos: false,
  today: '2026-06-15',
}

const found = (rule: string, severity: Finding['severity'] = 'warning'): Finding =>
  finding({
    rule,
    severity,
    object: { kind: 'index', schema: 'public', table: 'users', name: rule },
    cause: 'production',
    message: '',
    consequence: '',
  })

const entryOf = ({ fingerprint, rule, object, severity }: Finding, more: Partial<BaselineEntry> = {}) => ({
  fingerprint,
  rule,
  object: `users.${object.name}`,
  severity,
  reason: null,
  owner: null,
  since: '2026-01-01',
  expires: null,
  ...more,
})

const facts = (stale: readonly BaselineEntry[]) => ({ file: 'b.yml', entries: 0, stale, expired: [] })

const accept = (
  findings: readonly Finding[],
  previous: readonly BaselineEntry[] = [],
  more: Partial<AcceptRequest> = {},
  stale: readonly BaselineEntry[] = [],
) => acceptFindings({ findings, baseline: facts(stale) }, previous, { ...request, ...more })

test('what passes by itself is accepted only by its name', () => {
  const rules = ['migration-pending', 'migration-breaks', 'migration-failed', 'schema-invalid']
  const findings = [...rules.map((rule) => found(rule, 'error')), found('index-extra')]
  const { added, left } = accept(findings)
  expect(added.map(({ rule }) => rule)).toEqual(['index-extra'])
  expect(left.map(({ finding: { rule }, why }) => [rule, why])).toEqual(
    rules.map((rule) => [rule, 'passing']),
  )
  expect(accept(findings, [], { only: ['migration-f*'] }).added.map(({ rule }) => rule)).toEqual([
    'migration-failed',
  ])
})

test('infos are accepted where they fail the check', () => {
  expect(accept([found('comment', 'info')]).left.map(({ why }) => why)).toEqual(['info'])
  expect(accept([found('comment', 'info')], [], { infos: true }).added).toHaveLength(1)
})

test('what became graver is accepted as it is now, with what was said before', () => {
  const before = entryOf(found('index-extra'), { reason: 'known', expires: '2027-01-01' })
  const { renewed, entries } = accept([found('index-extra', 'error')], [before])
  expect(renewed).toEqual([{ ...before, severity: 'error' }])
  expect(entries).toEqual(renewed)
})

test('what is ignored or accepted today keeps its entry, whatever is said of new ones', () => {
  const kept = entryOf(found('index-extra'), { reason: 'known' })
  expect(accept([], [kept], { reason: 'new' })).toEqual({
    entries: [kept],
    added: [],
    renewed: [],
    dropped: [],
    left: [],
  })
})

test('stale entries go, but with --only all else stays as it was', () => {
  const stale = entryOf(found('index-missing'))
  expect(accept([], [stale], {}, [stale])).toMatchObject({ entries: [], dropped: [stale] })
  const only = accept([found('index-extra')], [stale], { only: ['index-extra'] }, [stale])
  expect(only.entries.map(({ rule }) => rule)).toEqual(['index-extra', 'index-missing'])
  expect(only.dropped).toEqual([])
})
