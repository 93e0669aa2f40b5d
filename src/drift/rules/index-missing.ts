import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const indexMissing = presenceRule({
  id: 'index-missing',
  kinds: ['index'],
  side: 'missing',
  noun: 'index',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('lacks the index')
      : 'Nothing fails; queries that rely on it read the whole table.',
  partOf: builtOn,
})
