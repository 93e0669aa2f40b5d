import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'

export const enumExtra = presenceRule({
  id: 'enum-extra',
  kinds: ['enum'],
  side: 'extra',
  noun: 'enum',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('has a type that nothing uses')
      : 'Prisma Client does not know it. A migration that makes a type of this name fails with 42710.',
})
