import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const foreignKeyMissing = presenceRule({
  id: 'foreign-key-missing',
  kinds: ['foreign-key'],
  side: 'missing',
  noun: 'foreign key',
  circumstance: () => 'default',
  consequence: (difference) =>
    isOnlyHistory(difference)
      ? onlyNewDatabases('takes rows that refer to nothing')
      : 'Rows can refer to what is gone: including a required relation then fails (the field is required to return data, got null), and deletes neither cascade nor stop.',
  partOf: builtOn,
})
