import type { Log } from 'sarif'
import { expect, test } from 'vitest'
import { sarif } from '../../src/report/sarif.ts'
import { alignment, clean, failed, finding, links, report } from './samples.ts'

const run = (...given: Parameters<typeof sarif>) => {
  const log: Log = JSON.parse(sarif(...given))
  const [first] = log.runs
  if (first === undefined) throw new Error('no run')
  return first
}

test('every finding is a result of a rule with help, at its line', () => {
  const { results = [], tool } = run(alignment, { ...links, version: '1.0.0' })
  const { rules = [] } = tool.driver
  expect(results).toHaveLength(alignment.findings.length)
  for (const [index, result] of results.entries()) {
    const origin = alignment.findings[index]
    expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId)
    expect(result.ruleId).toBe(origin?.rule)
    expect(result.partialFingerprints?.primaryLocationLineHash).toBe(`${origin?.fingerprint}:1`)
  }
  for (const rule of rules) {
    expect(rule.shortDescription?.text).toMatch(/^[A-Zs][^.]+.*\.$/)
    expect(rule.helpUri).toBe(`${links.docsUrl}/rules/${rule.id}.md`)
    expect(rule.help?.markdown).toContain('explain')
  }
  expect(rules.map(({ id }) => id)).toEqual([...new Set(alignment.findings.map(({ rule }) => rule))].sort())
})

test('levels: error, warning, note', () => {
  const { results = [] } = run(alignment)
  expect(new Set(results.map(({ ruleId, level }) => `${ruleId} ${level}`))).toContain('object-name note')
  expect(results.filter(({ level }) => level === 'error')).toHaveLength(22)
  expect(results.filter(({ level }) => level === 'warning')).toHaveLength(4)
})

test('what is new, what was there, and nothing where that is not known', () => {
  const states = (introduced: boolean | null) =>
    run({ ...alignment, findings: alignment.findings.map((each) => ({ ...each, introduced })) }).results?.map(
      ({ baselineState }) => baselineState,
    )
  expect(new Set(states(true))).toEqual(new Set(['new']))
  expect(new Set(states(false))).toEqual(new Set(['unchanged']))
  expect(new Set(states(null))).toEqual(new Set([undefined]))
})

test('a place is a path from the root of the repository', () => {
  const placed = report({
    findings: [
      finding({
        rule: 'column-missing',
        severity: 'error',
        object: { kind: 'column', schema: 'public', table: 'users', name: 'phone' },
        cause: 'schema',
        location: { file: 'my schema/a#b.prisma', line: 7, column: 3 },
        message: '`users` has no column `phone`, see [here](1) and {0}.',
        consequence: '',
      }),
    ],
  })
  const { results } = run(placed, { directory: 'apps/./api' })
  expect(results?.[0]?.locations?.[0]).toEqual({
    physicalLocation: {
      artifactLocation: { uri: 'apps/api/my%20schema/a%23b.prisma', uriBaseId: '%SRCROOT%' },
      region: { startLine: 7, startColumn: 3 },
    },
    logicalLocations: [{ name: 'phone', fullyQualifiedName: 'users.phone', kind: 'column' }],
  })
  expect(results?.[0]?.message.text).toBe('`users` has no column `phone`, see \\[here](1) and {{0}}.')
})

test('without a place of its own a finding points at the schema file, where that is known', () => {
  const at = (options: Parameters<typeof sarif>[1]) =>
    run(alignment, options).results?.find(({ ruleId }) => ruleId === 'column-extra')?.locations?.[0]
  expect(at({ schemaFile: 'prisma/schema.prisma' })?.physicalLocation?.artifactLocation?.uri).toBe(
    'prisma/schema.prisma',
  )
  expect(at({})?.physicalLocation).toBeUndefined()
  expect(at({})?.logicalLocations?.[0]?.fullyQualifiedName).toBe('sessions.recording_url')
})

test('a clean check has no results; one that failed says why and is unsuccessful', () => {
  expect(run(clean).results).toEqual([])
  expect(run(clean).invocations).toEqual([{ executionSuccessful: true }])
  const [invocation] = run(failed).invocations ?? []
  expect(invocation?.executionSuccessful).toBe(false)
  expect(invocation?.toolExecutionNotifications?.[0]?.descriptor?.id).toBe('extension-missing')
})
