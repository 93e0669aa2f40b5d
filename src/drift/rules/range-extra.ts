import { presenceRule } from '../presence.ts'

export const rangeExtra = presenceRule({
  id: 'range-extra',
  kinds: ['range'],
  side: 'extra',
  noun: 'range type',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails, and Prisma does not see it. A migration that makes a type of this name fails with 42710.',
})
