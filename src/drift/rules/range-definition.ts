import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { textOf } from '../value.ts'

const attributes = {
  subtype: 'subtype',
  operatorClass: 'operator class',
  collation: 'collation',
  canonicalFunction: 'canonical function',
  differenceFunction: 'difference function',
  multirange: 'multirange type',
}

export const rangeDefinition = definitionRule({
  id: 'range-definition',
  kinds: ['range'],
  noun: () => 'range type',
  attributes,
  describe: (view: Attributes) =>
    Object.entries(attributes)
      .flatMap(([attribute, word]) => {
        const text = textOf(view[attribute] ?? null)
        return text === null ? [] : `${word} ${text}`
      })
      .join(', '),
  circumstance: () => 'default',
  consequence: () =>
    'Prisma Client leaves a field of this type (`Unsupported`) alone. In raw queries its bounds are read, ordered or rounded in another way, so what overlaps and what is equal differs.',
})
