import { objectRule } from '../rule.ts'
import { textOf } from '../value.ts'
import { code, contrastWhole, name, viewOf } from '../wording.ts'

const attributes = ['version', 'schema']

export const extensionDefinition = objectRule({
  id: 'extension-definition',
  kinds: ['extension'],
  explains: attributes,
  match: ({ verdicts }) => (attributes.some((attribute) => verdicts.has(attribute)) ? 'default' : null),
  message: (difference) =>
    contrastWhole(
      difference,
      attributes,
      (voter) => {
        const view = viewOf(difference, voter)
        return code(`${textOf(view.version ?? null)} in ${textOf(view.schema ?? null)}`)
      },
      `The extension ${name(difference.id)}`,
    ),
  consequence: () =>
    'Nothing fails as long as every version has what is used of it, and its schema is on the search path or written out.',
})
