import { dropRemark } from '../dropped.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const uniqueMissing = presenceRule({
  id: 'unique-missing',
  kinds: ['unique'],
  side: 'missing',
  noun: 'unique index',
  circumstance: () => 'default',
  remark: (difference, { drift }) => dropRemark(difference, drift),
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('takes doubles')
      : 'Doubles get in where the client expects P2002: `findUnique` then returns any one of them, and an `upsert` that Postgres decides fails with 42P10.',
  partOf: builtOn,
})
