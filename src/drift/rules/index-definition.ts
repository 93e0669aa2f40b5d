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

export const indexDefinition = objectRule({
  id: 'index-definition',
  kinds: ['index', 'unique'],
  explains: indexAttributes,
  match: (difference) => (!isUniqueAnywhere(difference) && indexDiffers(difference) ? 'default' : null),
  message: (difference) =>
    contrastWhole(
      difference,
      indexAttributes,
      (voter) => describeIndex(viewOf(difference, voter)),
      `The index ${name(difference.id)}`,
    ),
  consequence: (difference) =>
    isHistoryAlone(difference)
      ? onlyNewDatabases('has another index of this name')
      : 'Nothing fails; queries that count on the one may not be served by the other. The next `prisma migrate dev` would drop it and create it anew where it sees the difference.',
})
