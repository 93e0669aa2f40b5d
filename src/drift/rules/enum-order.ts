import { objectRule } from '../rule.ts'
import { contrast, name, value } from '../wording.ts'

export const enumOrder = objectRule({
  id: 'enum-order',
  kinds: ['enum'],
  explains: ['order'],
  match: ({ verdicts }) => (verdicts.has('order') ? 'default' : null),
  message: (difference) =>
    contrast(
      difference,
      'order',
      { is: (labels) => `has its labels in the order ${value(labels)}` },
      `The enum ${name(difference.id)}`,
    ),
  consequence: () =>
    'Only sorting and comparing by the field (`orderBy`, `ORDER BY`, `<`) tells them apart; Postgres sorts by the order of labels.',
})
