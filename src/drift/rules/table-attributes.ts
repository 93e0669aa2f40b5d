import { objectRule } from '../rule.ts'
import { listOf, textOf } from '../value.ts'
import { code, contrastWhole, name, viewOf } from '../wording.ts'

const attributes = [
  'persistence',
  'accessMethod',
  'ofType',
  'partitionBy',
  'inherits',
  'options',
  'replicaIdentity',
]

export const tableAttributes = objectRule({
  id: 'table-attributes',
  kinds: ['table'],
  explains: attributes,
  match: ({ verdicts }) => (attributes.some((attribute) => verdicts.has(attribute)) ? 'default' : null),
  message: (difference) => {
    const differing = attributes.filter((attribute) => difference.verdicts.has(attribute))
    return contrastWhole(
      difference,
      attributes,
      (voter) => describe(viewOf(difference, voter), differing),
      `The table ${name(difference.id)}`,
    )
  },
  consequence: ({ database, verdicts }) =>
    verdicts.has('persistence') && database?.attributes.persistence === 'unlogged'
      ? 'An unlogged table is empty after a crash of the server, and is not on replicas.'
      : 'Prisma Client does not see it: the table is stored, divided or replicated in another way. A database made by the migrations behaves otherwise under load.',
})

function describe(view: ReturnType<typeof viewOf>, differing: readonly string[]): string {
  const parts = differing.map((attribute) => {
    const print = textOf(view[attribute] ?? null)
    if (attribute === 'persistence') return code(print ?? '')
    if (attribute === 'accessMethod')
      return print === null ? 'kept as by default' : `kept by the access method ${code(print)}`
    if (attribute === 'ofType') return print === null ? 'of no type' : `of the type ${code(print)}`
    if (attribute === 'partitionBy')
      return print === null ? 'not partitioned' : `partitioned by ${code(print)}`
    if (attribute === 'replicaIdentity') return `replicated by ${code(print ?? 'default')}`
    const list = listOf(view[attribute] ?? null)
    const word = attribute === 'inherits' ? 'an heir of' : 'stored with'
    if (list.length > 0) return `${word} ${code(list.join(', '))}`
    return attribute === 'inherits' ? 'no heir' : 'stored as by default'
  })
  return parts.join(', ')
}
