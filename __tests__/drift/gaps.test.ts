import { expect, test } from 'vitest'
import { compareLines } from '../../src/drift/compare.ts'
import type { Catalogs } from '../../src/drift/difference.ts'
import type { Catalog, Gap } from '../../src/model/catalog.ts'
import * as c from './catalogs.ts'

const gap = (kind: string, count: number): Gap => ({
  kind,
  count,
  message: `${count} ${kind}s were seen and not compared.`,
})
const holding = (...gaps: readonly Gap[]): Catalog => ({ ...c.catalog(c.shop), gaps })
const messages = (lines: Partial<Catalogs>) => {
  const none = { production: null, applied: null, history: null, deployed: null, schema: null }
  return compareLines({ ...none, ...lines }, c.context).gaps.map(({ count, message }) => [count, message])
}

test('a gap says what the migrations make of it where that is another number', () => {
  const production = holding(gap('rule', 1), gap('cast', 3), gap('partition', 12))
  const history = holding(gap('rule', 1), gap('cast', 2), gap('publication', 2))
  expect(messages({ production, deployed: production, applied: history, history })).toEqual([
    [1, '1 rules were seen and not compared.'],
    [3, '3 casts were seen and not compared; the migrations make 2.'],
    [12, '12 partitions were seen and not compared; the migrations make none.'],
    [2, '2 publications were seen and not compared; only the migrations make them.'],
  ])
})

test('after a failed deploy production is held against what it has applied', () => {
  const [production, applied, history] = [holding(gap('rule', 1)), holding(gap('rule', 1)), holding()]
  expect(messages({ production, applied, history })).toEqual([[1, '1 rules were seen and not compared.']])
})

test('without a history there is nothing to hold a gap against', () => {
  const production = holding(gap('rule', 1))
  expect(messages({ production, deployed: production })).toEqual([
    [1, '1 rules were seen and not compared.'],
    [1, expect.stringMatching(/^There is no migration history/)],
  ])
})
