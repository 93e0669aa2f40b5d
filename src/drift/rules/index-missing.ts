import { droppedBy, dropRemark } from '../dropped.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const indexMissing = presenceRule({
  id: 'index-missing',
  kinds: ['index'],
  side: 'missing',
  noun: 'index',
  circumstance: (difference, { drift }) => (droppedBy(difference, drift) ? 'dropped' : 'default'),
  remark: (difference, { drift }) => dropRemark(difference, drift),
  consequence: (difference, _, circumstance) => {
    if (isOnlyHistory(difference)) return onlyNewDatabases('lacks the index')
    return circumstance === 'dropped'
      ? 'The next `prisma migrate dev` would make the index again: take the `@@index` out of schema.prisma, or accept the finding in the baseline.'
      : 'Nothing fails; queries that rely on it read the whole table.'
  },
  partOf: builtOn,
})
