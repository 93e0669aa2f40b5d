import { droppedBy, dropRemark } from '../dropped.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, presenceRule } from '../presence.ts'

export const foreignKeyMissing = presenceRule({
  id: 'foreign-key-missing',
  kinds: ['foreign-key'],
  side: 'missing',
  noun: 'foreign key',
  circumstance: (difference, { drift }) => (droppedBy(difference, drift) ? 'dropped' : 'default'),
  remark: (difference, { drift }) => dropRemark(difference, drift),
  consequence: (difference, _, circumstance) => {
    if (isOnlyHistory(difference)) return onlyNewDatabases('takes rows that refer to nothing')
    if (circumstance === 'dropped')
      return 'The relation is kept without its key, so rows can refer to what is gone. The next `prisma migrate dev` would write the key again: `relationMode = "prisma"` says for the whole schema that there are none, and a baseline entry accepts this one.'
    return 'Rows can refer to what is gone: including a required relation then fails (the field is required to return data, got null), and deletes neither cascade nor stop.'
  },
  partOf: builtOn,
})
