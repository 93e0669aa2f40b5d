import { expect, test } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import { groupName, groupsOf, listed } from '../../src/report/groups.ts'
import { html } from '../../src/report/html.ts'
import { commentLimit, sizeOf } from '../../src/report/markdown/comment.ts'
import { markdown } from '../../src/report/markdown.ts'
import { type Entry, outline } from '../../src/report/outline.ts'
import { text } from '../../src/report/text.ts'
import { finding, links, report, similar } from './samples.ts'

const retyped = (name: string, more: Partial<Finding> = {}): Finding =>
  finding({
    rule: 'column-type',
    severity: 'warning',
    object: { kind: 'column', schema: 'public', table: 'users', name },
    cause: 'production',
    production: { type: 'text' },
    deployed: { type: 'text' },
    history: { type: 'integer' },
    declared: { type: 'integer' },
    message: `\`users.${name}\` is \`text\`.`,
    consequence: `Reading \`users.${name}\` gives a text.`,
    ...more,
  })

const names = ['a', 'b', 'c', 'd', 'e', 'f']

const entries = (findings: readonly Finding[]): readonly Entry[] =>
  outline(report({ findings })).sections.flatMap((section) => section.entries)

const sizes = (findings: readonly Finding[]) =>
  groupsOf(entries(findings)).map((group) => group.entries.length)

test('six that say the same are one, five are five', () => {
  expect(sizes(names.map((name) => retyped(name)))).toEqual([6])
  expect(sizes(names.slice(1).map((name) => retyped(name)))).toEqual([1, 1, 1, 1, 1])
})

test.each<[string, Partial<Finding>]>([
  ['another value', { production: { type: 'uuid' }, deployed: { type: 'uuid' } }],
  ['another rule', { rule: 'column-default' }],
  ['another severity', { severity: 'error' }],
  ['another line out', { cause: 'schema' }],
  ['another consequence', { consequence: 'Nothing breaks.' }],
  ['another message', { message: '`users.a` is `text`. The baseline accepted it until 2026-01-01.' }],
  ['another kind', { object: { kind: 'index', schema: 'public', table: 'users', name: 'a' } }],
])('%s stands for itself', (_, more) => {
  const findings = [retyped('a', more), ...['b', 'c', 'd', 'e', 'f', 'g'].map((name) => retyped(name))]
  expect(sizes(findings).toSorted()).toEqual([1, 6])
})

test('what something follows from stands for itself, and what follows is folded below it', () => {
  const root = retyped('root')
  const findings = [root, ...names.map((name) => retyped(name, { partOf: root.fingerprint }))]
  expect(sizes([...findings, ...['m', 'n', 'o', 'p', 'q', 'r'].map((name) => retyped(name))])).toEqual([1, 6])
  expect(text(report({ findings }))).toContain(
    '    ↳ 6 columns  column-type\n          users: a, b, c, d, e, f',
  )
})

test('objects that only some lines have are folded whatever they are like, and say it', () => {
  const extra = names.map((name) =>
    finding({
      rule: 'index-extra',
      severity: 'warning',
      object: { kind: 'index', schema: 'app', table: 'users', name },
      cause: 'production',
      production: { columns: [name], method: name === 'a' ? 'gin' : 'btree' },
      deployed: { columns: [name], method: name === 'a' ? 'gin' : 'btree' },
      message: `\`${name}\` is extra.`,
      consequence: '',
    }),
  )
  const [group, ...others] = groupsOf(entries(extra))
  if (group === undefined) throw new Error('no group')
  expect(others).toEqual([])
  expect(groupName(group)).toBe('6 indexes')
  expect(listed(group).map(({ table, objects }) => [table, objects.map(({ name }) => name)])).toEqual([
    ['app.users', names],
  ])
  expect(text(report({ findings: extra }))).toContain('app.users: a (a, method gin), b (b), c (c)')
  expect(markdown(report({ findings: extra }))).toContain('`app.users`: `a` (`a`, method `gin`), `b` (`b`)')
})

test.each([40, 300])(
  '%i drifts of each kind: every object is named in every report, and few rows tell them',
  (count) => {
    const sample = similar(count)
    const body = markdown(sample, { ...links, commentKey: 'default', limit: commentLimit })
    expect(sizeOf(body, 'characters')).toBeLessThanOrEqual(65_536)
    expect(body).not.toContain('did not fit')
    expect(body.split('\n').filter((line) => /^\| (🔴|🟡) \|/.test(line))).toHaveLength(3)
    const page = html(sample, links)
    const plain = text(sample)
    for (const { object, fingerprint } of sample.findings) {
      for (const told of [body, plain, page]) expect(told).toContain(object.name)
      expect(page.split(`id="${fingerprint}"`).length).toBeLessThanOrEqual(2)
    }
    expect(plain.match(/^ {2}[✗!·] /gm)).toHaveLength(4)
  },
)

test('what does not fit is counted', () => {
  const sample = similar(2000)
  const body = markdown(sample, { ...links, commentKey: 'default', limit: commentLimit })
  expect(sizeOf(body, 'characters')).toBeLessThanOrEqual(65_536)
  expect(sizeOf(body, 'characters')).toBeGreaterThan(60_000)
  const left = Number(/\*\*([\d,]+) more findings\*\*/.exec(body)?.[1]?.replace(',', ''))
  const told = sample.findings.filter(({ object }) => new RegExp(`${object.name}\\b`).test(body))
  expect(sample.findings.length - told.length).toBe(left)
})
