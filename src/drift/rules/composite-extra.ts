import { presenceRule } from '../presence.ts'

export const compositeExtra = presenceRule({
  id: 'composite-extra',
  kinds: ['composite'],
  side: 'extra',
  noun: 'composite type',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails, and Prisma does not see it. A migration that makes a type of this name fails with 42710.',
})
