import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'

export const enumMissing = presenceRule({
  id: 'enum-missing',
  kinds: ['enum'],
  side: 'missing',
  noun: 'enum',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('lacks the type')
      : 'Queries that filter by or write a field of this enum fail: Prisma Client casts to the type (42704, the type does not exist).',
})
