import {
  describeIndex,
  indexAttributes,
  indexDiffers,
  isHistoryAlone,
  isUniqueAnywhere,
} from '../index-definition.ts'
import { onlyNewDatabases } from '../only-history.ts'
import { objectRule } from '../rule.ts'
import { contrastWhole, name, viewOf } from '../wording.ts'

export const uniqueDefinition = objectRule({
  id: 'unique-definition',
  kinds: ['index', 'unique'],
  explains: indexAttributes,
  match: (difference) => (isUniqueAnywhere(difference) && indexDiffers(difference) ? 'default' : null),
  message: (difference) =>
    contrastWhole(
      difference,
      indexAttributes,
      (voter) => describeIndex(viewOf(difference, voter)),
      `The unique index ${name(difference.id)}`,
    ),
  consequence: (difference) => {
    if (isHistoryAlone(difference)) return onlyNewDatabases('guarantees something else')
    return 'What the client holds for unique is kept apart in another way: doubles can get in, `upsert` by these fields can fail with 42P10, or writes that schema.prisma allows fail with P2002.'
  },
})
