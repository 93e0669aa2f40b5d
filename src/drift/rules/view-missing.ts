import { isDeclared } from '../declared.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { presenceRule } from '../presence.ts'
import { viewNoun } from '../views.ts'

export const viewMissing = presenceRule({
  id: 'view-missing',
  kinds: ['view', 'materialized-view'],
  side: 'missing',
  noun: viewNoun,
  circumstance: () => 'default',
  consequence: (difference, { drift }) => {
    if (isOnlyHistory(difference))
      return onlyNewDatabases(
        'lacks the view: `prisma migrate dev` does not make what a `view` block declares',
      )
    return isDeclared(difference, drift)
      ? 'Every query of it through the client fails with P2021 (the table does not exist). No command of Prisma makes it: its query has to stand in a migration.'
      : 'What reads it fails: `$queryRaw` with P2010 (42P01, the relation does not exist), and a migration that builds on it with P3018. No command of Prisma misses it.'
  },
})
