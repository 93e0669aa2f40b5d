import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const foreignKeyExtra = presenceRule({
  id: 'foreign-key-extra',
  kinds: ['foreign-key'],
  side: 'extra',
  noun: 'foreign key',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('refuses rows that production takes')
      : 'Writes and deletes that schema.prisma allows fail with P2003 in production, and nowhere else.',
  partOf: builtOn,
})
