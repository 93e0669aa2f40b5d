import { typeFinding } from '../cascade.ts'
import { isIgnored } from '../declared.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'
import { printOf } from '../value.ts'

export const columnMissing = presenceRule({
  id: 'column-missing',
  kinds: ['column'],
  side: 'missing',
  noun: 'column',
  circumstance: (difference, { drift }) => (isIgnored(difference, drift) ? 'ignored' : 'default'),
  consequence: (difference, _, circumstance) => {
    if (isOnlyHistory(difference)) return onlyNewDatabases('lacks the column')
    return circumstance === 'ignored'
      ? 'The field is kept out of the client, so no query of it fails; a migration that touches the column does.'
      : 'Prisma Client names every column it knows: reads and writes of the model fail with P2022 (the column does not exist).'
  },
  partOf: ({ lines: { history, schema } }, context) => {
    const column = history ?? schema
    return column && typeFinding(printOf(column, 'type'), context)
  },
})
