import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { causeOf } from '../../src/drift/attribute.ts'
import { compareLines } from '../../src/drift/compare.ts'
import type { Cause } from '../../src/model/finding.ts'
import {
  alter,
  type Change,
  check,
  context,
  driftOf,
  drop,
  findingsOf,
  linesOf,
  none,
  rename,
  told,
} from './catalogs.ts'

/** The table of docs/architecture.md, "The cause": deployed, history, schema. A dash: no such line. */
const table: readonly (readonly [string, string, string, Cause | null])[] = [
  ['A', 'A', 'A', null],
  ['A', 'B', 'B', 'production'],
  ['A', 'B', 'A', 'history'],
  ['A', 'A', 'B', 'schema'],
  ['A', 'B', 'C', 'several'],
  ['A', '-', 'B', 'unknown'],
  ['A', '-', 'A', null],
  ['A', 'B', '-', 'unknown'],
  ['A', 'A', '-', null],
  ['A', 'B', 'abstains', 'production'],
  ['A', 'A', 'abstains', null],
  ['A', '-', 'abstains', null],
]

const asks = (voter: string) => voter !== '-' && voter !== 'abstains'
const agree = (a: string, b: string) => (asks(a) && asks(b) ? a === b : null)
const cause = (database: string, history: string, schema: string) =>
  causeOf({
    databaseHistory: agree(database, history),
    databaseSchema: agree(database, schema),
    historySchema: agree(history, schema),
    schemaAbstains: schema === 'abstains',
  })

describe('the cause, row by row', () => {
  for (const [database, history, schema, expected] of table) {
    test(`${database} ${history} ${schema}: ${expected}`, () => {
      expect(cause(database, history, schema)).toBe(expected)
    })
  }

  test('a schema that cannot tell two apart leaves it to production and history', () => {
    const agreement = {
      databaseHistory: false,
      databaseSchema: true,
      historySchema: true,
      schemaAbstains: true,
    }
    expect(causeOf(agreement)).toBe('production')
  })

  test('permuting the lines permutes the cause', () => {
    const names: readonly (Cause | null)[] = ['production', 'history', 'schema']
    const value = fc.constantFrom('A', 'B', 'C')
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.tuple(value, value, value), order, (values, places) => {
        const at = (index: number) => values[places[index] ?? 0] ?? ''
        const before = cause(...values)
        const after = cause(at(0), at(1), at(2))
        const place = names.indexOf(before)
        expect(after).toBe(place === -1 ? before : names[places.indexOf(place)])
      }),
    )
  })
})

describe('the cause, from whole lines', () => {
  const retype = (type: string): Change => alter('nick', { type })

  test('no history: two lines, nobody knows', () => {
    expect(check({ history: null, production: drop('nick') })).toEqual([
      'error column-missing column nick unknown',
    ])
  })

  test('a schema that does not validate: two lines, nobody knows', () => {
    expect(check({ schema: null, production: drop('nick') })).toEqual([
      'error column-missing column nick unknown',
    ])
    expect(check({ schema: null, production: alter('nick', { collation: '"C"' }) })).toEqual([
      'warning column-collation column nick production',
    ])
  })

  test('without history, what PSL cannot say is extra and nobody knows why', () => {
    const partial: Change = (objects) =>
      objects.map((each) =>
        each.id.name === 'posts_userId_idx'
          ? { ...each, attributes: { ...each.attributes, predicate: 'true' } }
          : each,
      )
    expect(check({ history: null, production: partial, schema: drop('posts_userId_idx') })).toEqual([
      'warning index-extra index posts_userId_idx unknown',
    ])
  })

  test('two attributes of two causes are two findings', () => {
    expect(
      check({
        production: alter('role', { default: null }),
        history: none,
        schema: alter('role', { nullable: true }),
      }),
    ).toEqual([
      'error column-nullability column role schema',
      'warning column-default column role production',
    ])
  })

  test('a pending migration that depends on the rows: production is out, and it is said why', () => {
    const lines = linesOf({ pending: retype('integer') })
    const drift = compareLines({ ...lines, deployed: lines.production, schema: lines.history }, context)
    const [finding] = findingsOf(drift)
    expect(finding && told(finding)).toBe('error column-type column nick production')
    expect(finding?.consequence).toContain('on its rows than on an empty database.')
    const [byHand] = findingsOf(driftOf({ production: retype('integer'), pending: none }))
    expect(byHand?.message).not.toContain('on its rows')
  })

  test.each([
    ['a name', rename('posts_userId_idx', 'by_user')],
    ['an order of labels', alter('Role', { labels: ['ADMIN', 'MEMBER'] })],
  ])('%s that production alone has does not depend on the rows', (_, change) => {
    const [byHand, ...others] = findingsOf(driftOf({ production: change, pending: none }))
    expect(others).toEqual([])
    expect(byHand?.cause).toBe('production')
    expect(byHand?.message).not.toContain('on its rows')
  })

  describe('after a failed deploy', () => {
    test('what production had changed is production’s', () => {
      expect(check({ production: retype('integer'), pending: null })).toEqual([
        'error column-type column nick production',
      ])
    })

    test('what no migration makes is the schema’s', () => {
      expect(check({ schema: retype('integer'), pending: null })).toEqual([
        'error column-type column nick schema',
      ])
    })

    test('what production and schema agree on is the history’s', () => {
      expect(check({ production: retype('integer'), schema: retype('integer'), pending: null })).toEqual([
        'warning column-type column nick history',
      ])
    })
  })
})
