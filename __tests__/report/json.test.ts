import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json } from '../../src/report/json.ts'
import { reportJsonSchema } from '../../src/report/schema.ts'
import { expectValidJson, expectValidReport } from '../support/report-schema.ts'
import { alignment, breaking, clean, failed, hostile, many, report } from './samples.ts'

test.each(Object.entries({ alignment, breaking, clean, failed, hostile, many: many(300) }))(
  'the JSON of a report (%s) is as the published schema says',
  (_, sample) => expectValidReport(sample),
)

test('the published schema refuses what is no report', () => {
  const whole: Record<string, unknown> = JSON.parse(json(alignment))
  for (const key of Object.keys(whole)) {
    const { [key]: _, ...rest } = whole
    expect(() => expectValidJson(rest), key).toThrow()
  }
  expect(() => expectValidJson({ ...whole, status: 'unsure' })).toThrow()
  expect(() => expectValidJson({ ...whole, findings: [{ rule: 'column-default' }] })).toThrow()
})

test('the published schema is the one of the source', () => {
  const published = readFileSync(join(import.meta.dirname, '../../docs/report.schema.json'), 'utf8')
  expect(published, 'run: node scripts/report-schema.ts').toBe(reportJsonSchema())
})

test('keys come in one order, whatever order they were made in', () => {
  const shuffled = report({
    ...Object.fromEntries(Object.entries(alignment).reverse()),
    findings: alignment.findings.map((finding) => ({
      ...finding,
      production: finding.production && Object.fromEntries(Object.entries(finding.production).reverse()),
    })),
  })
  expect(json(shuffled)).toBe(json(alignment))
  expect(Object.keys(JSON.parse(json(shuffled)))).toEqual([
    'version',
    'status',
    'failure',
    'database',
    'prisma',
    'findings',
    'ignored',
    'baseline',
    'gaps',
    'plan',
    'timings',
  ])
})
