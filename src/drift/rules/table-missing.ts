import { isIgnored } from '../declared.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'

export const tableMissing = presenceRule({
  id: 'table-missing',
  kinds: ['table'],
  side: 'missing',
  noun: 'table',
  circumstance: (difference, { drift }) => (isIgnored(difference, drift) ? 'ignored' : 'default'),
  consequence: (difference, _, circumstance) => {
    if (isOnlyHistory(difference)) return onlyNewDatabases('lacks the table')
    return circumstance === 'ignored'
      ? 'The model is kept out of the client, so no query of it fails; a migration that touches the table does.'
      : 'Every query of the model fails with P2021 (the table does not exist), and so do queries that include it.'
  },
})
