import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule } from '../rule.ts'
import { canonicalOf } from '../value.ts'
import { contrast, value } from '../wording.ts'

export const columnGenerated = objectRule({
  id: 'column-generated',
  kinds: ['column'],
  explains: ['generated', 'generatedKind', 'default'],
  match: ({ verdicts }) => (verdicts.has('generated') || verdicts.has('generatedKind') ? 'default' : null),
  message: (difference) =>
    difference.verdicts.has('generated')
      ? contrast(difference, 'generated', {
          is: (print) => (print === null ? 'is a plain column' : `is computed as ${value(print)}`),
          says: (print) =>
            print === null ? 'that it is a plain one' : `that it is computed as ${value(print)}`,
        })
      : contrast(difference, 'generatedKind', { is: (kind) => `is computed and ${value(kind)}` }),
  consequence: (difference) => {
    if (isOnlyHistory(difference, 'generated')) return onlyNewDatabases('computes it otherwise')
    return difference.database && canonicalOf(difference.database, 'generated') !== null
      ? 'A `create` or `update` that gives the field fails with 428C9 (a generated column takes no value); without it the value is computed.'
      : 'Nothing computes the value: it stays null, or as it was, until something writes it.'
  },
})
