import type { CatalogObject } from '../../model/catalog.ts'
import { told } from './attributes.ts'
import { ident } from './names.ts'
import { unqualified } from './text.ts'

/** The columns of an index's key as CREATE INDEX has them: `"name" COLLATE "C" text_pattern_ops DESC`. */
export function keyElements(key: CatalogObject, home: string): readonly string[] {
  const { text, list } = told(key)
  const [classes, orders, nulls, collations] = ['operatorClasses', 'orders', 'nulls', 'collations'].map(list)
  const isOrdered = text('method') === 'btree'
  return list('columns').map((column, at) => {
    const isDescending = orders?.[at] === 'DESC'
    const place = nulls?.[at]
    const isUsualPlace = place === undefined || place === (isDescending ? 'FIRST' : 'LAST')
    const parts = [
      // An expression stands in brackets already, a column bare.
      column.startsWith('(') ? unqualified(column, home) : ident(column),
      collations?.[at] ? `COLLATE ${unqualified(collations[at], home)}` : '',
      unqualified(classes?.[at] ?? '', home),
      isDescending ? 'DESC' : '',
      isUsualPlace || !isOrdered ? '' : `NULLS ${place}`,
    ]
    return parts.filter((part) => part !== '').join(' ')
  })
}
