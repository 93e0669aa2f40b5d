import { expect, test } from 'vitest'
import {
  commentLimit,
  markerFor,
  previousFindings,
  sizeOf,
  summaryLimit,
} from '../../src/report/markdown/comment.ts'
import { markdown } from '../../src/report/markdown.ts'
import { alignment, breaking, clean, failed, finding, hostile, links, many, report } from './samples.ts'

const comment = {
  ...links,
  commentKey: 'default',
  limit: commentLimit,
  failOn: 'error',
  version: '1.0.0',
} as const
const summaryUrl = 'https://github.com/acme/shop/actions/runs/1'

test.each(Object.entries({ alignment, breaking, clean, failed, hostile }))(
  'the comment: %s',
  async (name, sample) => {
    await expect(markdown(sample, comment)).toMatchFileSnapshot(`snapshots/${name}.md`)
  },
)

test('the job summary bears no marker, and the timings', () => {
  const summary = markdown(alignment, { ...links, limit: summaryLimit })
  expect(summary).toMatch(/^## ❌ Schema drift: 6 errors introduced, 22 findings there before\n/)
  expect(summary).toContain('restore 212 ms')
  expect(markdown(alignment, comment)).not.toContain('212 ms')
})

test('a comment is the same however long the check took', () => {
  const slower = { ...alignment, timings: alignment.timings.map(({ stage, ms }) => ({ stage, ms: ms * 2 })) }
  expect(markdown(slower, comment)).toBe(markdown(alignment, comment))
})

test('a comment that holds too much is cut at a whole finding, the gravest stay, and it says so', () => {
  const body = markdown(many(300), { ...comment, summaryUrl })
  expect(sizeOf(body, 'characters')).toBeLessThanOrEqual(65_536)
  expect(sizeOf(body, 'characters')).toBeGreaterThan(60_000)
  const [, left, infos] = /\*\*(\d+) more findings\*\* \((?:\d+ warnings?, )?(\d+) infos\)/.exec(body) ?? []
  expect(body).toContain(`did not fit: see [the job summary](${summaryUrl}).`)
  expect(Number(infos)).toBe(100)
  const rows = body.split('\n').filter((line) => /^\| (🔴|🟡) \|/.test(line))
  expect(rows.length).toBe(300 - Number(left))
  expect(rows.filter((row) => row.startsWith('| 🔴'))).toHaveLength(100)
  expect(body.startsWith(markerFor('default'))).toBe(true)
  expect(previousFindings(body)?.total).toBe(200)
})

test('what fits is not cut', () => {
  expect(markdown(many(90), comment)).not.toContain('did not fit')
  expect(markdown(many(300), { ...links, limit: summaryLimit })).not.toContain('did not fit')
})

test.each([10_000, 20_000, 64_000])('a limit of %i characters is kept', (size) => {
  for (const sample of [many(300), alignment, hostile]) {
    const body = markdown(sample, { ...comment, limit: { size, unit: 'characters' } })
    expect(sizeOf(body, 'characters')).toBeLessThanOrEqual(size)
  }
})

test('sizes: a character beyond the first plane is one character and four bytes', () => {
  expect(sizeOf('a😀', 'characters')).toBe(2)
  expect(sizeOf('a😀', 'bytes')).toBe(5)
})

test('a comment remembers its drift: the next clean report says what is resolved, and goes on saying it', () => {
  const drift = markdown(alignment, comment)
  const resolved = markdown(clean, { ...comment, previous: previousFindings(drift) })
  expect(resolved).toContain('## ✅ Schema drift is resolved')
  expect(resolved).toContain('26 findings resolved: `bookings.id` (id-strategy)')
  expect(markdown(clean, { ...comment, previous: previousFindings(resolved) })).toBe(resolved)
  const stopped = markdown(failed, { ...comment, previous: previousFindings(drift) })
  expect(stopped).not.toContain('resolved')
  expect(previousFindings(stopped)).toEqual(previousFindings(drift))
  expect(markdown(breaking, { ...comment, previous: previousFindings(drift) })).toBe(
    markdown(breaking, comment),
  )
})

test('a clean report without a past speaks of none', () => {
  const body = markdown(clean, comment)
  expect(body).toContain('## ✅ No schema drift')
  expect(body).not.toContain('resolved')
  expect(previousFindings(body)).toBeNull()
})

test.each(['', 'no memory', '<!-- drift:e30= -->', '<!-- drift:bm9wZQ== -->', '<!-- drift:%%% -->'])(
  'a comment that somebody wrote over remembers nothing: %s',
  (body) => expect(previousFindings(body)).toBeNull(),
)

test('markers differ with the key, and no key ends the HTML comment', () => {
  const keys = ['', 'a', 'A', 'a b', 'a-b', 'a--b', 'a---b', '-->', '--!>', 'a%20b', 'ä', '\n', 'default']
  const markers = keys.map((key) => markerFor(key))
  expect(new Set(markers).size).toBe(keys.length)
  for (const marker of markers) expect(marker).toMatch(/^<!-- prisma-schema-drift:[\w.%-]* -->$/)
  expect(markers.filter((marker) => marker.slice(4, -3).includes('--'))).toEqual([])
  expect(markerFor('my-app')).toBe('<!-- prisma-schema-drift:my-app -->')
})

test('what follows from a finding stands under it, in the table and in the explanation', () => {
  const body = markdown(alignment, comment)
  expect(body).toContain('and with it `bookings.user_id`, `reviews.user_id`, `tutors.user_id`')
  expect(body).toMatch(/\n {2}- 🔴 `bookings.user_id` is a `uuid`/)
})

test('what was there before is closed where it does not count', () => {
  const only = markdown(alignment, { ...comment, failOnIntroduced: true })
  expect(only).toContain('<summary>There before · 16 errors, 4 warnings</summary>')
  expect(only).toContain('The check fails (`fail-on: error`, `fail-on-introduced`).')
  expect(markdown(alignment, comment)).toContain('### There before · 16 errors, 4 warnings')
  const old = { ...alignment, findings: alignment.findings.map((each) => ({ ...each, introduced: false })) }
  const passing = markdown(old, { ...comment, failOnIntroduced: true })
  expect(passing).toContain(
    '## ⚠️ Schema drift: nothing introduced, 22 errors, 4 warnings, 2 infos there before',
  )
  expect(passing).toContain('The check passes (`fail-on: error`, `fail-on-introduced`).')
})

test('where it is not known what was introduced, the report says why', () => {
  const message = 'What this change introduced is not known: this clone lacks `main`.'
  const unknown = report({
    findings: [...breaking.findings].map((each) => ({ ...each, introduced: null })),
    gaps: [{ kind: 'base', count: 1, message }],
  })
  expect(markdown(unknown, comment)).toContain(`1 finding. ${message}**`)
  expect(markdown(unknown, comment)).not.toContain('Seen, not compared')
})

test('the gate is told where it is known', () => {
  expect(markdown(alignment, comment)).toContain('The check fails (`fail-on: error`).')
  expect(markdown(alignment, { ...comment, failOn: 'never' })).toContain(
    'The check passes (`fail-on: never`).',
  )
  expect(markdown(alignment, links)).not.toContain('fail-on')
})

test('a line that does not exist is not said to lack the object', () => {
  const object = { kind: 'table', schema: 'public', name: 'orders' } as const
  const extra = finding({
    rule: 'table-extra',
    severity: 'warning',
    object,
    cause: 'unknown',
    production: { persistence: 'permanent' },
    message: '`orders` is in production alone.',
    consequence: '',
  })
  expect(markdown(report({ findings: [extra] }))).toContain('| | Object | Production | schema.prisma |')
  const invalid = report({ findings: [{ ...extra, cause: 'production' }] })
  const prisma = {
    engine: 'wasm',
    version: '7.10.1',
    validate: 'failed',
    pullChanges: null,
    diffEmpty: null,
    onlyEngine: [],
  } as const
  expect(markdown({ ...invalid, prisma })).toContain('| | Object | Production | History |')
})
