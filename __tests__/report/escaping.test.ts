/** Whatever names and values a database holds, the comment has our structure, our links and our HTML alone. */
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { html } from '../../src/report/html.ts'
import { markdown } from '../../src/report/markdown.ts'
import { render } from '../../src/report/render.ts'
import { hostilePlan, planOfNames } from './plan-samples.ts'
import { finding, hostile, hostileNames, links, report } from './samples.ts'

const options = {
  ...links,
  commentKey: 'default',
  failOn: 'error',
  summaryUrl: `${links.permalink}/run`,
} as const

const fragments = [
  ...hostileNames,
  ...[
    '`',
    '```',
    '|',
    '\\',
    '\\|',
    '\n',
    '\r\n',
    '\n\n',
    '---',
    '***',
    '_a_',
    '~~a~~',
    '# ',
    '- ',
    '1. ',
    '> ',
    '    ',
  ],
  ...[
    '<!--',
    '<details>',
    '</summary>',
    '<sub>',
    '<br>',
    '&lt;',
    '&#64;here',
    '![x](y)',
    '[x]: y',
    '[^1]',
    '[ ] ',
  ],
  ...[
    'www.evil.example',
    'a@b.example',
    'acme/shop#1',
    'acme/shop@0123456',
    '0123456789abcdef0123456789abcdef01234567',
  ],
  ...[':tada:', '@acme/team', '$`x`$', '$$', '::error::', '" `', '"\\"`'],
]

const wild = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...fragments) },
      fc.string({ unit: 'binary' }),
      fc.string(),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''))

/** As drift's messages set names off. */
const quoted = (name: string) => (/[`\p{Cc}\u2028\u2029]/u.test(name) ? JSON.stringify(name) : `\`${name}\``)

function sample(names: readonly string[]): Report {
  const name = (index: number) => names[index % names.length] ?? ''
  const findings = ['column-default', 'column-type', 'check-definition', 'enum-values'].map((rule, index) =>
    finding({
      rule,
      severity: index === 2 ? 'info' : 'error',
      object: { kind: 'column', schema: name(index), table: name(index + 1), name: name(index + 2) },
      cause: 'production',
      production: { type: `${name(index)}p`, default: `${name(index + 1)}p`, labels: [name(index), 'p'] },
      history: { type: `${name(index)}h`, default: `${name(index + 1)}h`, labels: [name(index), 'h'] },
      declared: { type: `${name(index)}d`, default: `${name(index + 1)}d`, labels: [name(index), 'd'] },
      location: { file: `${name(index)}.prisma`, line: 3 },
      message: `${quoted(name(index))} is ${name(index + 1)}`,
      consequence: `${name(index + 2)} breaks`,
      fingerprint: String(index).padStart(12, '0'),
      partOf: index === 1 ? '000000000000' : null,
    }),
  )
  return report({
    findings,
    gaps: [{ kind: name(0), count: 2, message: name(1) }],
    plan: planOfNames(names),
    prisma: {
      engine: 'wasm',
      version: '7.10.1',
      validate: 'passed',
      pullChanges: true,
      diffEmpty: false,
      onlyEngine: [...names],
    },
  })
}

function failure(name: string): Report {
  const place = { file: name, line: 1 }
  return report({
    status: 'failed',
    failure: {
      stage: 'restore',
      code: 'extension-missing',
      message: name,
      location: place,
      next: [name, quoted(name)],
    },
  })
}

function parse(body: string): Nodes {
  return fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

const ownHtml =
  /^(<!-- prisma-schema-drift:default -->|<!-- drift:[\w+/=]+ -->|<br>|<\/?sub>|<\/details>|<details>\n<summary>[^<>]*<\/summary>)$/

const ownTypes = new Set([
  ...['root', 'heading', 'paragraph', 'text', 'strong', 'emphasis', 'inlineCode', 'code', 'html', 'link'],
  ...['list', 'listItem', 'table', 'tableRow', 'tableCell', 'blockquote'],
])

/** What GitHub makes more of than text. */
const live = /(^|[^\w`])@\w|#\d|\bGH-\d|:\/\/|www\.|\b[\da-f]{7,}\b|:[a-z]+:/i

/** @returns the body, parsed */
function expectHarmless(body: string): Nodes {
  const tree = parse(body)
  visit(tree, (node, _, parent) => {
    expect(ownTypes).toContain(node.type)
    if (node.type === 'html') expect(node.value).toMatch(ownHtml)
    if (node.type === 'link') {
      expect(
        [links.docsUrl, links.permalink].some((own) => node.url.startsWith(`${own}/`)),
        node.url,
      ).toBe(true)
      expect(node.title ?? null).toBeNull()
    }
    if (node.type === 'text' && parent?.type !== 'link') expect(node.value).not.toMatch(live)
  })
  // GitHub's own parser ends a cell at a pipe after an escaped backslash.
  for (const row of body.split('\n').filter((line) => line.startsWith('|')))
    expect(row).not.toMatch(/(?<!\\)(?:\\\\)+\|/)
  expect(withoutTabsInCode(body, tree).replaceAll('\n', '')).not.toMatch(
    /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u,
  )
  return tree
}

/** A tab is seen as it is in a block of code, and only there. */
function withoutTabsInCode(body: string, tree: Nodes): string {
  let rest = body
  visit(tree, 'code', ({ position }) => {
    const [start = 0, end = 0] = [position?.start.offset, position?.end.offset]
    rest = `${rest.slice(0, start)}${rest.slice(start, end).replaceAll('\t', ' ')}${rest.slice(end)}`
  })
  return rest
}

/** The blocks of a comment, without what stands in them. */
function skeleton(tree: Nodes): string {
  const blocks: string[] = []
  visit(tree, (node) => {
    if (
      [
        'heading',
        'paragraph',
        'code',
        'list',
        'listItem',
        'table',
        'tableRow',
        'tableCell',
        'blockquote',
      ].includes(node.type)
    )
      blocks.push(node.type)
  })
  return blocks.join(' ')
}

const tame = (name: string) => name.replace(/[^\n\r]/gu, 'x')

test('the hostile sample is harmless', () => void expectHarmless(markdown(hostile, options)))

test('so is a plan, and a patch that a comment cannot carry is not in it', () => {
  expectHarmless(markdown(hostilePlan, options))
  const proved = (names: readonly string[]): Report => {
    const plan = planOfNames(names)
    return report({ plan: { ...plan, proof: { ...plan.proof, status: 'proved', remaining: [] } } })
  }
  for (const name of hostileNames) expectHarmless(markdown(proved([name]), options))
  expect(markdown(proved(['a\u202eb']), options)).toContain('It holds characters that a comment cannot carry')
  expect(markdown(proved(['a`b', '```']), options)).toContain("git apply <<'PATCH'")
  fc.assert(
    fc.property(fc.array(wild, { minLength: 1, maxLength: 3 }), (names) => {
      expectHarmless(markdown(proved(names), options))
    }),
    { numRuns: 60 },
  )
})

test('no name or value does more than stand there', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(wild, { minLength: 1, maxLength: 5 }), (names) => {
      const body = markdown(sample(names), options)
      const tamed = parse(markdown(sample(names.map(tame)), options))
      expect(skeleton(expectHarmless(body))).toBe(skeleton(tamed))
    }),
    { numRuns: 120 },
  )
})

test('nor in a check that failed', () => {
  fc.assert(
    fc.property(wild, (name) => {
      const body = markdown(failure(name), options)
      const tamed = parse(markdown(failure(tame(name)), options))
      expect(skeleton(expectHarmless(body))).toBe(skeleton(tamed))
    }),
    { numRuns: 120 },
  )
})

test('names stand in the comment as they are, where all of their characters are seen', () => {
  const codes: string[] = []
  visit(parse(markdown(hostile, options)), 'inlineCode', (node) => codes.push(node.value))
  for (const name of [
    'a|b',
    '<img src=x onerror=alert(1)>',
    '@here',
    '</details>',
    'tick`tock',
    '``',
    '$x$',
    '| --- |',
  ])
    expect(codes).toContain(name)
  expect(codes).toContain('\\u{202e}gnp.exe')
  expect(codes).toContain('line↵break')
})

test('the page holds no element that a name brought', () => {
  fc.assert(
    fc.property(fc.array(wild, { minLength: 1, maxLength: 5 }), (names) => {
      const tags = (page: string) =>
        page
          .replace(/<!--.*?-->/gs, 'COMMENT')
          .match(/<[^>]*>/g)
          ?.map((tag) => tag.replace(/"[^"]*"/g, '""'))
      const own =
        /^<(\/?(a|article|blockquote|body|br|code|details|div|em|footer|h1|h2|h3|head|header|html|li|main|meta|ol|p|pre|section|span|strong|style|summary|table|td|th|title|tr|ul)( [a-z-]+="")*|!doctype html)>$/
      for (const tag of tags(html(sample(names), options)) ?? []) expect(tag).toMatch(own)
    }),
    { numRuns: 50 },
  )
})

test('no format lets a control character through', () => {
  fc.assert(
    fc.property(fc.array(wild, { minLength: 1, maxLength: 3 }), (names) => {
      for (const format of ['text', 'markdown', 'html', 'sarif'] as const) {
        const output = render(format, sample(names), options).replaceAll(/[\n\t]/g, '')
        expect(output, format).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      }
    }),
    { numRuns: 50 },
  )
})
