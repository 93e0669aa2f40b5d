import type { CatalogObject } from '../../model/catalog.ts'
import { canonicalOf, equalValues, textOf } from '../value.ts'
import type { Traits } from './traits.ts'

/** A column: serial, identity and a sequence of one's own are all what `autoincrement()` asks for. */
export const columnTraits: Traits = {
  family: 'column',
  signatures: [],
  compared: (column) => {
    const own = { ...column.attributes, ...column.canonical }
    return own.identity === null ? own : { ...own, default: 'identity' }
  },
  declarable: () => true,
  expressible: {
    identity: 'silent',
    sequence: 'silent',
    collation: 'silent',
    generatedKind: 'silent',
    nullable: (object, schema) =>
      isList(object) ||
      isList(schema) ||
      equalValues(canonicalOf(object, 'nullable'), canonicalOf(schema, 'nullable')),
    default: (object, schema) => {
      const [own, other] = [counterOf(object), counterOf(schema)]
      if (own !== null || other !== null) return own !== null && other !== null
      return equalValues(canonicalOf(object, 'default'), canonicalOf(schema, 'default'))
    },
  },
  follows: { generatedKind: ['generated'] },
}

/** Is the column's type an array? */
function isList(column: CatalogObject): boolean {
  return textOf(canonicalOf(column, 'type'))?.endsWith('[]') ?? false
}

/** How the database counts up a column; null where it does not. */
export function counterOf(column: CatalogObject): 'serial' | 'identity' | 'sequence' | null {
  if (canonicalOf(column, 'identity') !== null) return 'identity'
  const text = textOf(canonicalOf(column, 'default'))
  if (text === 'serial') return 'serial'
  return text !== null && /^nextval\s*\(/i.test(text) ? 'sequence' : null
}

/** Does the database fill the column when an insert leaves it out? */
export function isFilled(column: CatalogObject): boolean {
  return ['default', 'identity', 'generated'].some((attribute) => canonicalOf(column, attribute) !== null)
}
