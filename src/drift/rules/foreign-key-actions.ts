import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule } from '../rule.ts'
import { code, contrastWhole, name, viewOf } from '../wording.ts'

const attributes = ['onUpdate', 'onDelete', 'onDeleteColumns']

export const foreignKeyActions = objectRule({
  id: 'foreign-key-actions',
  kinds: ['foreign-key'],
  explains: attributes,
  match: ({ verdicts }) => (attributes.some((attribute) => verdicts.has(attribute)) ? 'default' : null),
  message: (difference) =>
    contrastWhole(
      difference,
      attributes,
      (voter) => describe(viewOf(difference, voter)),
      `The foreign key ${name(difference.id)}`,
    ),
  consequence: (difference) => {
    const [attribute] = attributes.filter((each) => difference.verdicts.has(each))
    return isOnlyHistory(difference, attribute)
      ? onlyNewDatabases('acts otherwise on delete or update')
      : 'Deleting or updating what is referred to does in production something else than the client’s author expects: rows go or stay, or the call fails with P2003.'
  },
})

function describe({ onUpdate, onDelete, onDeleteColumns }: ReturnType<typeof viewOf>): string {
  const columns =
    Array.isArray(onDeleteColumns) && onDeleteColumns.length > 0 ? ` (${onDeleteColumns.join(', ')})` : ''
  return code(`ON DELETE ${onDelete}${columns} ON UPDATE ${onUpdate}`)
}
