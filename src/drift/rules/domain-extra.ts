import { presenceRule } from '../presence.ts'

export const domainExtra = presenceRule({
  id: 'domain-extra',
  kinds: ['domain'],
  side: 'extra',
  noun: 'domain',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails, and Prisma does not see it. A migration that makes a type of this name fails with 42710.',
})
