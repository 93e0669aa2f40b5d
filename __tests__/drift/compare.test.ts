import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareLines } from '../../src/drift/compare.ts'
import { rules } from '../../src/drift/rules/index.ts'
import type { AttributeValue, CatalogObject } from '../../src/model/catalog.ts'
import { objectKinds } from '../../src/model/object.ts'
import * as c from './catalogs.ts'

const everything: readonly CatalogObject[] = [
  ...c.shop,
  c.unique('users', ['nick'], { predicate: 'nick IS NOT NULL', constraint: false }),
  c.index('posts', ['(lower(title))']),
]

/** Another value of the same kind. */
function other(value: AttributeValue): AttributeValue {
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return [...value, 'other']
  return `${value ?? ''} other`
}

describe('comparing', () => {
  test('a catalog with itself is silent', () => {
    const some = fc.subarray([...everything])
    fc.assert(
      fc.property(some, (objects) => {
        const line = c.catalog(objects)
        const drift = compareLines(
          { production: line, applied: line, history: line, deployed: line, schema: line },
          c.context,
        )
        expect(drift.differences).toEqual([])
      }),
    )
  })

  test('a change of one attribute in production is that difference, and a rule speaks for it', () => {
    const places = everything.flatMap((object) =>
      Object.keys(object.attributes).map((attribute) => ({ object, attribute })),
    )
    for (const { object, attribute } of places) {
      const changed = other(object.attributes[attribute] ?? null)
      const production = everything.map((each) =>
        each === object ? c.alterObject(each, { [attribute]: changed }) : each,
      )
      const line = c.catalog(everything)
      const met = c.catalog(production)
      const drift = compareLines(
        { production: met, applied: line, history: line, deployed: met, schema: line },
        c.context,
      )
      const verdicts = drift.differences.flatMap(({ verdicts }) => [...verdicts.keys()])
      const expected = attribute === 'labels' ? ['labels', 'order'] : [attribute]
      if (attribute === 'identity') expected.unshift('default')
      expect([object.id.name, ...verdicts].sort()).toEqual([object.id.name, ...expected].sort())
      const findings = c.findingsOf(drift)
      expect(findings.map(({ object: { name }, cause }) => [name, cause])).toEqual([
        [object.id.name, 'production'],
      ])
    }
  })

  test('does not depend on the order in which objects were read', () => {
    const lines = { production: c.drop('nick'), schema: c.add(c.table('logs')) }
    const expected = c.findingsOf(c.driftOf(lines))
    fc.assert(
      fc.property(fc.shuffledSubarray([...c.shop], { minLength: c.shop.length }), (objects) => {
        const line = c.catalog(objects)
        const production = c.catalog(c.drop('nick')(objects))
        const schema = c.catalog([c.table('logs'), ...objects])
        const drift = compareLines(
          { production, applied: line, history: line, deployed: production, schema },
          c.context,
        )
        expect(c.findingsOf(drift)).toEqual(expected)
      }),
    )
  })

  test('names no kind of object', () => {
    for (const file of ['compare.ts', 'verdicts.ts', 'align.ts', 'attribute.ts']) {
      const text = readFileSync(join(import.meta.dirname, '../../src/drift', file), 'utf8')
      for (const kind of objectKinds.filter((kind) => kind !== 'schema'))
        expect(text, file).not.toContain(`'${kind}'`)
    }
  })

  test('every rule about objects has a kind and a verdict to speak for', () => {
    for (const rule of rules) {
      if (!('judge' in rule)) continue
      expect(rule.kinds.length, rule.id).toBeGreaterThan(0)
      expect(rule.explains.length, rule.id).toBeGreaterThan(0)
    }
  })

  test('finds the one that is missing among 40,000 objects of five lines', () => {
    const tables = Array.from({ length: 2500 }, (_, n) => `table_${n}`)
    const objects = () =>
      tables.flatMap((name, n) => [
        c.table(name),
        c.primaryKey(name, ['id']),
        c.index(name, ['a']),
        c.foreignKey(name, 'a', `table_${Math.max(0, n - 1)}`),
        ...Array.from({ length: 12 }, (_, i) => c.column(name, i === 0 ? 'id' : `c${i}`, 'text')),
      ])
    const lines = {
      production: c.catalog(objects()),
      applied: c.catalog(objects()),
      history: c.catalog(objects()),
      deployed: c.catalog(c.drop('table_7')(objects())),
      schema: c.catalog(objects()),
    }
    const drift = compareLines(lines, c.context)
    expect(lines.production.objects.size).toBe(40_000)
    expect(c.findingsOf(drift).map(c.told)).toEqual(['error table-missing table table_7 production'])
  })
})
