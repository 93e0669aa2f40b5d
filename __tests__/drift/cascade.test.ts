import { expect, test } from 'vitest'
import type { Lines } from './catalogs.ts'
import * as c from './catalogs.ts'

/** Each finding of the rule, and the rule of the one that explains it. */
function explained(lines: Lines, rule: string): readonly (string | null)[] {
  const found = c.findingsOf(c.driftOf(lines))
  const ruleOf = new Map(found.map((finding) => [finding.fingerprint, finding.rule]))
  return found
    .filter((finding) => finding.rule === rule)
    .map(({ partOf }) => (partOf === null ? null : (ruleOf.get(partOf) ?? 'unknown')))
}

const check = (expression: string) => c.checkOn('posts', 'known', expression, ['title'])
const domain = c.ofSchema('domain', 'address', {
  type: 'text',
  nullable: true,
  default: null,
  collation: null,
  checks: [],
})
const counter = c.ofSchema('sequence', 'counter', {
  type: 'integer',
  start: '1',
  increment: '1',
  minimum: '1',
  maximum: '2147483647',
  cache: '1',
  cycle: false,
  ownedBy: null,
})
const drawing = c.alterObject(c.column('posts', 'serial', 'integer', { nullable: true }), {
  default: `nextval('public.counter'::regclass)`,
})

test('a check that is printed otherwise follows the type of its column', () => {
  const history = c.add(check(`((title)::text = 'a'::text)`))
  const changed = c.add(check(`(title = 'a'::text)`))
  const retyped = c.alter('title', { type: 'text' })
  expect(explained({ history, production: c.all(changed, retyped) }, 'check-definition')).toEqual([
    'column-type',
  ])
  expect(explained({ history, production: changed }, 'check-definition')).toEqual([null])
  const other = c.alter('nick', { type: 'integer' })
  expect(explained({ history, production: c.all(changed, other) }, 'check-definition')).toEqual([null])
})

test('a check follows the label that it names', () => {
  const on = (label: string) =>
    c.add(c.checkOn('users', 'member', `(role = '${label}'::public."Role")`, ['role']))
  const renamed = c.alter('Role', { labels: ['GUEST', 'ADMIN'] })
  expect(
    explained({ history: on('MEMBER'), production: c.all(on('GUEST'), renamed) }, 'check-definition'),
  ).toEqual(['enum-values'])
})

test('an index on an expression follows the type of its column, and not where it differs in more', () => {
  const index = (expression: string, more = {}) =>
    c.add(c.index('posts', [`(lower(${expression}))`], more, 'lowered'))
  const history = index('(title)::text')
  const retyped = c.alter('title', { type: 'text' })
  expect(explained({ history, production: c.all(index('title'), retyped) }, 'index-definition')).toEqual([
    'column-type',
  ])
  const more = c.all(index('title', { method: 'hash' }), retyped)
  expect(explained({ history, production: more }, 'index-definition')).toEqual([null])
})

test('a check and an exclusion constraint follow the column that they are on', () => {
  const history = c.add(check('(title IS NOT NULL)'), c.exclusion('posts', 'apart', ['title']))
  const lines = { history, production: c.drop('title') }
  expect(explained(lines, 'check-missing')).toEqual(['column-missing'])
  expect(explained(lines, 'exclusion-missing')).toEqual(['column-missing'])
})

test('a column follows its type', () => {
  const column = c.column('users', 'mail', 'public.address[]', { nullable: true })
  expect(explained({ history: c.add(domain, column), schema: c.add(column) }, 'column-missing')).toEqual([
    'domain-missing',
  ])
  expect(explained({ production: c.add(domain, column) }, 'column-extra')).toEqual(['domain-extra'])
  expect(explained({ production: c.add(column) }, 'column-extra')).toEqual([null])
  const plain = c.column('users', 'mail', 'text[]', { nullable: true })
  const retyped = { production: c.add(plain), history: c.add(domain, column), schema: c.add(column) }
  expect(explained(retyped, 'column-type')).toEqual(['domain-missing'])
})

test('a sequence follows the column, the table or the default that draws from it', () => {
  const logs = c.add(
    counter,
    c.table('logs'),
    c.alterObject(c.column('logs', 'id', 'integer'), drawing.attributes),
  )
  expect(explained({ history: c.add(counter, drawing), schema: c.add(drawing) }, 'sequence-missing')).toEqual(
    ['column-missing'],
  )
  expect(explained({ production: logs }, 'sequence-extra')).toEqual(['table-extra'])
  const free = c.all(c.add(counter), c.alter('no', { default: `nextval('public.counter'::regclass)` }))
  expect(explained({ production: free }, 'sequence-extra')).toEqual(['column-default'])
  expect(explained({ production: c.add(counter) }, 'sequence-extra')).toEqual([null])
})
