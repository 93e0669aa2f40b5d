import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const uniqueExtra = presenceRule({
  id: 'unique-extra',
  kinds: ['unique'],
  side: 'extra',
  noun: 'unique index',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('refuses doubles that production takes')
      : 'Writes that schema.prisma allows fail with P2002 in production, and nowhere else.',
  partOf: builtOn,
})
