import { argumentValue, stringOf } from '../psl/query.ts'
import { alignRelation, removeRelation } from './align-relation.ts'
import type { Relation } from './relation-pairs.ts'
import { type Asked, hasColumn, ownRelation, type Session } from './session.ts'
import { because, type Reason, type ReasonedEdit } from './text-edits.ts'
import { twin } from './words.ts'

/** What becomes of the foreign keys that are asked about. */
export interface KeyEdits {
  readonly edits: readonly ReasonedEdit[]
  /** The relations that are to be written anew, in the order in which they were pulled. */
  readonly added: readonly { readonly relation: Relation; readonly reasons: readonly Reason[] }[]
}

/** Makes the relations behind foreign keys what the pulled ones are, and takes out those that are to be gone. */
export function alignForeignKeys(session: Session): KeyEdits {
  const edits: ReasonedEdit[] = []
  const added = new Map<Relation, readonly Reason[]>()
  const all = [...session.asked.values()].filter(({ object }) => object.kind === 'foreign-key')
  const claimed = new Set<Relation>()
  for (const asked of all.filter(({ removed }) => !removed)) {
    const { columns, reasons } = asked
    const found = over(session.pulledRelations, asked)
    if (!found || !columns.every((column) => hasColumn(session, found.from.model, column))) continue
    const own = ownRelation(session, found)
    if (own) claimed.add(own)
    if (own && own.target === twin(session.own, found.target)) {
      edits.push(...because(reasons, alignRelation(own, found, session.words)))
    } else {
      if (own) edits.push(...because(reasons, removeRelation(own)))
      added.set(found, reasons)
    }
  }
  for (const asked of all.filter(({ removed }) => removed)) {
    const own = over(session.ownRelations, asked)
    if (own && !claimed.has(own)) edits.push(...because(asked.reasons, removeRelation(own)))
  }
  for (const relation of session.pulledRelations) {
    const reasons = session.added.get(relation.from.model)
    if (reasons && !added.has(relation)) added.set(relation, reasons)
  }
  const isThere = ({ from, target }: Relation) =>
    [from.model, target].every((model) => session.added.has(model) || twin(session.own, model) !== null)
  return {
    edits,
    added: session.pulledRelations.flatMap((relation) => {
      const reasons = added.get(relation)
      return reasons && isThere(relation) ? [{ relation, reasons }] : []
    }),
  }
}

/** The relation of this foreign key: over its columns, of its name where there are several. */
function over(relations: readonly Relation[], { object, columns }: Asked): Relation | null {
  if (!('table' in object)) return null
  const alike = relations.filter(
    ({ from: { model }, columns: its }) =>
      model.schema === object.schema &&
      model.object === object.table &&
      its.join('\n') === columns.join('\n'),
  )
  return alike.find((relation) => foreignKeyName(relation) === object.name) ?? alike[0] ?? null
}

function foreignKeyName({ attribute, from, columns }: Relation): string {
  return stringOf(argumentValue(attribute, 'map')) ?? `${[from.model.object, ...columns].join('_')}_fkey`
}
