import type { AttributeValue } from '../../model/catalog.ts'
import { objectKinds } from '../../model/object.ts'
import { objectRule } from '../rule.ts'
import { textOf } from '../value.ts'
import { code, contrast, name } from '../wording.ts'

const longest = 80

export const comment = objectRule({
  id: 'comment',
  kinds: objectKinds,
  explains: ['comment'],
  match: ({ verdicts }) => (verdicts.has('comment') ? 'default' : null),
  message: (difference) => {
    const { id } = difference
    const kind = id.kind.replaceAll('-', ' ')
    return contrast(
      difference,
      'comment',
      {
        is: (text) => (text === null ? 'has no comment' : `has the comment ${brief(text)}`),
        says: (text) => (text === null ? 'nothing' : brief(text)),
      },
      `The ${kind} ${name(id)}`,
    )
  },
  consequence: () =>
    'Nothing fails, and Prisma neither reads nor writes it: a `///` of schema.prisma is for the client alone and never becomes a comment of the database. What reads comments (documentation, smart tags of a GraphQL server, masking rules) says or does something else.',
})

function brief(comment: AttributeValue): string {
  const text = textOf(comment) ?? ''
  const characters = [...text]
  return code(characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`)
}
