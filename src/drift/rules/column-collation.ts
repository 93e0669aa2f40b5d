import { objectRule } from '../rule.ts'
import { contrast, value } from '../wording.ts'

export const columnCollation = objectRule({
  id: 'column-collation',
  kinds: ['column'],
  explains: ['collation'],
  match: ({ verdicts }) => (verdicts.has('collation') ? 'default' : null),
  message: (difference) =>
    contrast(difference, 'collation', {
      is: (print) => (print === null ? 'has its type’s own collation' : `has the collation ${value(print)}`),
      says: (print) => (print === null ? 'that it has its type’s own' : value(print)),
    }),
  consequence: () =>
    '`orderBy` on the field gives another order, and with a collation that is not deterministic other texts are equal to it.',
})
