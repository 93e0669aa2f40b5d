import type { Log } from 'sarif'
import { expect, test } from 'vitest'
import type { BaselineEntry, IgnoredFinding, Report } from '../../src/model/report.ts'
import { html } from '../../src/report/html.ts'
import { previousFindings } from '../../src/report/markdown/comment.ts'
import { markdown } from '../../src/report/markdown.ts'
import type { RenderOptions } from '../../src/report/options.ts'
import { sarif } from '../../src/report/sarif.ts'
import { gate } from '../../src/report/summary.ts'
import { text } from '../../src/report/text.ts'
import { expectValidReport } from '../support/report-schema.ts'
import { alignment, clean, hostileNames, report } from './samples.ts'

const by = (kind: 'ignore' | 'baseline', words: string): IgnoredFinding['by'] => ({
  kind,
  text: words,
  location: { file: 'b.yml', line: 4 },
  reason: null,
  owner: null,
  since: null,
  expires: null,
})

const ignored: readonly IgnoredFinding[] = alignment.findings.map((finding, index) => ({
  ...finding,
  by:
    index % 7 === 0
      ? by('ignore', 'ignore legacy_*')
      : by('baseline', 'baseline: agreed (ana), until 2027-01-31'),
}))

const entry = (object: string, expires: string | null): BaselineEntry => ({
  fingerprint: 'aaaaaaaaaaaa',
  rule: 'index-extra',
  object,
  severity: 'warning',
  reason: null,
  owner: null,
  since: '2026-01-01',
  expires,
})

const accepted: Report = report({
  ignored,
  baseline: {
    file: 'schema-drift-baseline.yml',
    entries: 30,
    stale: [entry('users.gone_idx', null), entry('users.old_idx', null)],
    expired: [entry('users.late_idx', '2026-05-31')],
  },
})

const formats = { text, markdown, html } satisfies Record<
  string,
  (given: Report, options?: RenderOptions) => string
>

test('as the published schema says', () => expectValidReport(accepted))

test.each(Object.entries(formats))(
  '%s: ignored findings are counted and named, and fail nothing',
  (_, render) => {
    const told = render(accepted)
    expect(gate(accepted, 'info').exitCode).toBe(0)
    expect(told).toContain('No schema drift but what is ignored')
    expect(told).toContain(
      '28 findings are ignored (22 errors, 4 warnings, 2 infos): 24 by the baseline, 4 by the config',
    )
    expect(told).toContain('baseline: agreed (ana), until 2027-01-31')
    expect(told).toContain('users.site_mode')
    expect(render(clean)).not.toContain('ignored')
  },
)

test.each(Object.entries(formats))(
  '%s: says what in the baseline needs a hand, and what to do',
  (_, render) => {
    const told = render(accepted).replaceAll(/<\/?code>|`/g, '')
    expect(told).toContain('2 entries of schema-drift-baseline.yml are stale, as their findings are gone')
    expect(told).toContain('users.gone_idx (index-extra), users.old_idx (index-extra)')
    expect(told).toContain('1 entry of schema-drift-baseline.yml is over, and its finding counts again')
    expect(told).toContain('users.late_idx (index-extra)')
    expect(told).toContain('prisma-schema-drift baseline')
    const inOrder = { file: 'b.yml', entries: 1, stale: [], expired: [] }
    expect(render(report({ baseline: inOrder }))).not.toContain('needs a hand')
  },
)

test('a comment names the first of each, the page names all', () => {
  expect(markdown(accepted)).toContain(' and 14 more')
  expect(html(accepted)).not.toContain(' more<')
})

test('the last line counts them', () => {
  expect(text(accepted, { failOn: 'error' }).trimEnd().split('\n').at(-1)).toBe(
    '✓ clean: no findings · 28 ignored · fail-on error · exit 0',
  )
})

test('what was accepted since the last comment is not said to be resolved', () => {
  const previous = previousFindings(markdown(alignment, { commentKey: 'x' }))
  const told = markdown(accepted, { commentKey: 'x', previous })
  expect(told).toContain('Schema drift is resolved or accepted')
  expect(told).toContain('26 findings resolved or accepted: ')
})

test('SARIF has them suppressed, but for code scanning, which would open an alert for each', () => {
  const results = (options: RenderOptions) => {
    const log: Log = JSON.parse(sarif(accepted, options))
    return log.runs[0]?.results ?? []
  }
  expect(results({ codeScanning: true })).toEqual([])
  expect(results({})).toHaveLength(28)
  expect(results({})[0]?.suppressions).toEqual([
    { kind: 'external', status: 'accepted', justification: 'ignore legacy_*' },
  ])
})

test('whatever a reason or a name holds, it stays words', () => {
  const wild = report({
    ignored: ignored.slice(0, hostileNames.length).map((finding, index) => ({
      ...finding,
      object: { kind: 'table', schema: 'public', name: hostileNames[index] ?? '' },
      by: by('baseline', `baseline: ${hostileNames[index]}`),
    })),
    baseline: {
      file: '<b>.yml',
      entries: 1,
      stale: hostileNames.map((name) => entry(name, null)),
      expired: [],
    },
  })
  for (const render of Object.values(formats)) expect(render(wild)).not.toContain('\u202e')
  expect(html(wild)).not.toMatch(/<img|<b>|<\/details><li/)
  expect(markdown(wild)).not.toMatch(/(?<![`\\])<img/)
})
