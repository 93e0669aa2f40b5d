import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const indexExtra = presenceRule({
  id: 'index-extra',
  kinds: ['index'],
  side: 'extra',
  noun: 'index',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('has an index more')
      : 'It costs a little on every write. On a development database that has it, `prisma migrate dev` would drop it if Prisma can see it.',
  partOf: builtOn,
})
