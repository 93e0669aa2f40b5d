import { definitionRule } from '../definition.ts'
import { listOf } from '../value.ts'

export const compositeDefinition = definitionRule({
  id: 'composite-definition',
  kinds: ['composite'],
  noun: () => 'composite type',
  attributes: { fields: 'fields' },
  describe: ({ fields = null }) => `(${listOf(fields).join(', ')})`,
  circumstance: () => 'default',
  consequence: () =>
    'Prisma Client leaves a field of this type (`Unsupported`) alone. Functions and raw queries that name a part which is not there fail with 42703, and a literal with another number of parts with 22P02.',
})
