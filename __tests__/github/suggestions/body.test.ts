import { toHtml } from 'hast-util-to-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import {
  settledBody,
  suggestionBlock,
  suggestionBody,
  suggestionOpening,
} from '../../../src/github/suggestions/body.ts'
import type { Suggestion } from '../../../src/github/suggestions/suggestions-of.ts'
import { markdown } from '../../../src/report/markdown.ts'
import { planned } from '../../report/plan-samples.ts'
import { hostileNames } from '../../report/samples.ts'
import { columnFinding } from './plans.ts'

const suggestion: Suggestion = {
  path: 'prisma/schema.prisma',
  first: 3,
  last: 3,
  rows: ['  siteMode SiteMode @default(B2C) @map("site_mode")'],
  findings: [
    columnFinding('site_mode', 3, { message: "`users.site_mode` defaults to `'B2C'` in production." }),
  ],
  why: 'Production has it and holds data, so the repository learns it.',
  changes: 1,
  more: { near: 0, far: 0 },
}
const options = { docsUrl: 'https://github.com/acme/drift/blob/v1/docs' }

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** The code blocks of a text, as GitHub sees them. */
function blocks(markdown: string) {
  return parse(markdown).children.flatMap((node) =>
    node.type === 'code' ? [{ lang: node.lang, value: node.value }] : [],
  )
}

test('a body has its marker first, then what drifted, the new text, and why', () => {
  expect(suggestionBody(suggestion, true, 'default', options)).toBe(
    `<!-- prisma-schema-drift:default suggestion site_mode000 -->
\`users.site_mode\` defaults to \`'B2C'\` in production. ([\`column-default\`](https://github.com/acme/drift/blob/v1/docs/rules/column-default.md))

\`\`\`suggestion
  siteMode SiteMode @default(B2C) @map("site_mode")
\`\`\`

<sub>Production has it and holds data, so the repository learns it. Proved on a clone of production, as a part of the whole plan.</sub>
`,
  )
})

test('a plan that was not proved says so', () => {
  expect(suggestionBody(suggestion, false, 'default', options)).toContain(
    'Not proved: the check ran without a proof.',
  )
})

test('several findings are a list, which ends', () => {
  const findings = Array.from({ length: 13 }, (_, at) => columnFinding(`c${at}`, 3))
  const body = suggestionBody({ ...suggestion, findings }, true, 'a', options)
  expect(body.match(/^- /gm)).toHaveLength(11)
  expect(body).toContain('- And 3 more findings.')
  expect(body.split('\n', 1)[0]).toContain('c00000000000,c10000000000')
})

test.each([
  [{ near: 0, far: 0 }, null],
  [{ near: 1, far: 0 }, 'Belongs together with 1 more change: suggested here.'],
  [{ near: 0, far: 2 }, 'Belongs together with 2 more changes: in the plan.'],
  [{ near: 1, far: 2 }, 'Belongs together with 3 more changes: 1 suggested here, 2 in the plan.'],
])('what belongs together: %o', (more, sentence) => {
  const body = suggestionBody({ ...suggestion, more }, true, 'a', options)
  if (sentence === null) expect(body).not.toContain('together')
  else expect(body).toContain(sentence)
})

test.each([
  [['a', '', 'b']],
  [['```', '  // ````', '`']],
  [['']],
  [['~~~', '</details>', '<!-- x -->', '    indented']],
])('the block holds the lines as they are: %j', (rows) => {
  const [block, ...others] = blocks(`before\n\n${suggestionBlock(rows)}\n\nbehind`)
  expect(others).toEqual([])
  expect(block).toEqual({ lang: 'suggestion', value: rows.join('\n') })
})

test('lines that go are a block without a line', () => {
  expect(suggestionBlock([])).toBe('```suggestion\n```')
  expect(suggestionBlock([''])).toBe('```suggestion\n\n```')
})

test('names from a database are no markup, and end neither marker nor block', () => {
  for (const name of hostileNames) {
    const findings = [columnFinding(name, 3, { fingerprint: '0123456789ab' })]
    const body = suggestionBody({ ...suggestion, findings }, true, '-->', {})
    expect(body.startsWith(suggestionOpening('-->'))).toBe(true)
    expect(blocks(body)).toHaveLength(1)
    const html = toHtml(toHast(parse(body)))
    expect(html).not.toMatch(/<(script|img|a)\b/)
  }
})

test('checks with different keys know their own', () => {
  const body = suggestionBody(suggestion, true, 'a', {})
  expect(body.startsWith(suggestionOpening('a'))).toBe(true)
  expect(body.startsWith(suggestionOpening('a '))).toBe(false)
  expect(body.startsWith(suggestionOpening('aa'))).toBe(false)
  expect(settledBody('a').startsWith(suggestionOpening('a'))).toBe(false)
})

test.each([
  [
    { shown: 3, all: 5 },
    '💬 3 of the 5 changes of the schema are suggested on lines of this pull request; the others are in the patch.',
  ],
  [{ shown: 5, all: 5 }, '💬 All 5 changes of the schema are suggested on lines of this pull request.'],
  [{ shown: 1, all: 1 }, '💬 The change of the schema is suggested on lines of this pull request.'],
  [{ shown: 0, all: 5 }, null],
  [null, null],
])('the comment counts what is suggested: %o', (suggested, sentence) => {
  const comment = markdown(planned, { commentKey: 'a', suggested })
  if (sentence === null) expect(comment).not.toContain('💬')
  else expect(comment).toContain(`\n${sentence}\n`)
})
