import type { CatalogObject } from '../../model/catalog.ts'
import { canonicalOf, equalValues, listOf } from '../value.ts'
import type { Traits } from './traits.ts'

const texts = (object: CatalogObject, attributes: readonly string[]): string =>
  JSON.stringify(attributes.map((attribute) => canonicalOf(object, attribute)))

const guarantee = ['columns', 'method', 'unique', 'predicate', 'include']
const order = ['operatorClasses', 'orders', 'nulls', 'collations', 'nullsNotDistinct', 'withoutOverlaps']

/** With this preview feature PSL can say `where`: https://www.prisma.io/docs/orm/prisma-schema/data-model/indexes */
const partialIndexes = 'partialIndexes'

const structure = (object: CatalogObject) => texts(object, [...guarantee, ...order])
const name = (object: CatalogObject) => object.id.name

/** The name, or that it is the one which goes without saying: that one changes with the names of the columns. */
function called(object: CatalogObject): string | null {
  const columns = listOf(object.attributes.columns ?? null).join('_')
  const isUsual = [`_${columns}_key`, `_${columns}_idx`].some((end) => name(object).endsWith(end))
  return isUsual ? null : name(object)
}

/** An index, unique or not, with or without a constraint on top. */
export const indexTraits: Traits = {
  family: 'index',
  signatures: [
    (object) => JSON.stringify([structure(object), name(object)]),
    (object) => JSON.stringify([structure(object), called(object)]),
    structure,
    name,
    (object) => texts(object, guarantee),
  ],
  declarable: (object, previewFeatures) =>
    (canonicalOf(object, 'predicate') === null || previewFeatures.includes(partialIndexes)) &&
    listOf(canonicalOf(object, 'include')).length === 0 &&
    canonicalOf(object, 'nullsNotDistinct') !== true &&
    !listOf(canonicalOf(object, 'columns')).some(isExpression),
  structure,
  expressible: {
    constraint: 'silent',
    valid: 'silent',
    include: 'silent',
    nulls: 'silent',
    collations: 'silent',
    nullsNotDistinct: 'silent',
    deferrable: 'silent',
    initiallyDeferred: 'silent',
    withoutOverlaps: 'silent',
    options: 'silent',
    predicate: (object, schema, previewFeatures) =>
      (isApproximation(schema) && !previewFeatures.includes(partialIndexes)) ||
      equalValues(canonicalOf(object, 'predicate'), canonicalOf(schema, 'predicate')),
  },
  follows: {
    operatorClasses: ['columns', 'method'],
    orders: ['columns', 'method'],
    nulls: ['columns', 'method', 'orders'],
    collations: ['columns', 'method'],
  },
}

/** May this index of the schema line stand for a partial one, which PSL could not say? */
function isApproximation(schema: CatalogObject): boolean {
  return canonicalOf(schema, 'unique') !== true && canonicalOf(schema, 'predicate') === null
}

/** Is this key of an index an expression, and not a column's name? */
function isExpression(key: string): boolean {
  return key.startsWith('(')
}
