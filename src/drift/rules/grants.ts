import type { AttributeValue } from '../../model/catalog.ts'
import { objectKinds } from '../../model/object.ts'
import { objectRule } from '../rule.ts'
import { listOf } from '../value.ts'
import { code, contrast, listed, name } from '../wording.ts'

export const grants = objectRule({
  id: 'grants',
  kinds: objectKinds,
  explains: ['grants'],
  match: ({ verdicts }) => (verdicts.has('grants') ? 'default' : null),
  message: (difference) => {
    const { id } = difference
    return contrast(
      difference,
      'grants',
      { is: (rights) => `has ${inWords(rights)}`, says: inWords },
      `The ${id.kind.replaceAll('-', ' ')} ${name(id)}`,
    )
  },
  consequence: () =>
    'A client that connects as a role without the right fails with 42501 (permission denied) in the very call that needs it; with one too many it can read or change what was to be kept from it. Prisma does not see rights, and a table that a migration drops and makes anew begins without them.',
})

function inWords(rights: AttributeValue): string {
  const texts = listOf(rights)
  return texts.length === 0 ? 'no rights beyond the usual' : `the rights ${listed(texts.map(code))}`
}
