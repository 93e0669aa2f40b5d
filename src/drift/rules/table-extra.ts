import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'

export const tableExtra = presenceRule({
  id: 'table-extra',
  kinds: ['table'],
  side: 'extra',
  noun: 'table',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('has a table that nothing uses')
      : 'Prisma Client does not see it. On a development database that has it, `prisma migrate dev` would drop it.',
})
