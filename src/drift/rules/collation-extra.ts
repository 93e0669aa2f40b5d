import { presenceRule } from '../presence.ts'

export const collationExtra = presenceRule({
  id: 'collation-extra',
  kinds: ['collation'],
  side: 'extra',
  noun: 'collation',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails, and Prisma does not see it. A migration that makes a collation of this name fails with 42710.',
})
