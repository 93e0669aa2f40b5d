import { presenceRule } from '../presence.ts'

export const schemaExtra = presenceRule({
  id: 'schema-extra',
  kinds: ['schema'],
  side: 'extra',
  noun: 'schema',
  circumstance: () => 'default',
  consequence: () =>
    'Prisma Client does not look into it, and neither does the comparison with schema.prisma.',
})
