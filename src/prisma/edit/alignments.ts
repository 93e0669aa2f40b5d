import { objectKey } from '../../model/object.ts'
import { alignEnum } from './align-enum.ts'
import { alignField } from './align-field.ts'
import { alignBack, alignOptional } from './align-relation.ts'
import { alignIgnored } from './ignored.ts'
import { alignKey, keyKinds } from './keys.ts'
import { addField } from './new-field.ts'
import type { OutlineBlock } from './outline.ts'
import { isSayable } from './preview.ts'
import { removeObject } from './removals.ts'
import { type Asked, hasColumn, pulledRelation, type Session } from './session.ts'
import { because, type ReasonedEdit, type TextEdit } from './text-edits.ts'

/** Makes the enums, fields, keys and indexes that are there, or come into models that are, what was pulled. */
export function alignMembers(session: Session): readonly ReasonedEdit[] {
  return inPulledOrder(session).flatMap((asked) => because(asked.reasons, alignMember(session, asked)))
}

function alignMember(session: Session, asked: Asked): readonly TextEdit[] {
  const { own, pulled, words } = session
  const { object, removed } = asked
  if (object.kind === 'foreign-key') return []
  if (removed) return [...removeObject(session, asked), ...afterKeys(session, asked)]
  if (object.kind === 'enum') {
    const [block, wanted] = [own.enum(object.schema, object.name), pulled.enum(object.schema, object.name)]
    return block && wanted ? alignEnum(block, wanted, words, own) : []
  }
  if (!('table' in object)) return []
  const model = own.model(object.schema, object.table)
  const wanted = pulled.model(object.schema, object.table)
  if (!model || !wanted) return []
  if (object.kind === 'column') return alignColumn(session, asked, model, wanted)
  if (!keyKinds.has(object.kind) || !asked.columns.every((column) => hasColumn(session, wanted, column)))
    return []
  const edits = alignKey(model, wanted, object, asked.columns, words)
  if (!edits.every(({ text }) => isSayable(text, own, pulled))) return []
  return [...edits, ...afterKeys(session, asked)]
}

function alignColumn(
  session: Session,
  { object, facets }: Asked,
  model: OutlineBlock,
  wanted: OutlineBlock,
): readonly TextEdit[] {
  const { own, words } = session
  const [field, pulledField] = [model.columns.get(object.name), wanted.columns.get(object.name)]
  if (!pulledField) return []
  const to = { model: wanted, field: pulledField }
  if (!field) return [addField(model, to, words, own)]
  return [
    ...alignField({ model, field }, to, facets, words),
    ...(facets.includes('type') ? alignIgnored(model, wanted) : []),
    ...(facets.includes('optional') ? alignRelations(session, model, object.name) : []),
  ]
}

/** The relations over a column that became optional or required; of those that are asked about more is said elsewhere. */
function alignRelations(session: Session, model: OutlineBlock, column: string): readonly TextEdit[] {
  const isAsked = (columns: readonly string[]) =>
    [...session.asked.values()].some(
      ({ object, columns: its }) =>
        object.kind === 'foreign-key' &&
        object.table === model.object &&
        its.join('\n') === columns.join('\n'),
    )
  return session.ownRelations
    .filter(({ from, columns }) => from.model === model && columns.includes(column) && !isAsked(columns))
    .flatMap((relation) => {
      const wanted = pulledRelation(session, relation)
      return wanted ? alignOptional(relation, wanted) : []
    })
}

/** What follows from the keys of a model: whether it can be used at all, and what looks back at its foreign keys. */
function afterKeys(session: Session, { object }: Asked): readonly TextEdit[] {
  if (!('table' in object) || !keyKinds.has(object.kind)) return []
  const model = session.own.model(object.schema, object.table)
  const wanted = session.pulled.model(object.schema, object.table)
  if (!model || !wanted) return []
  const relations = session.ownRelations.filter(
    ({ from, target }) => from.model === model || target === model,
  )
  return [
    ...alignIgnored(model, wanted),
    ...relations.flatMap((relation) => {
      const found = pulledRelation(session, relation)
      return found ? alignBack(relation, found) : []
    }),
  ]
}

/** New columns come in the order in which the database has them. */
function inPulledOrder({ asked, pulled }: Session): readonly Asked[] {
  const order = new Map(
    pulled.blocks.flatMap(({ schema, object: table, columns }) =>
      [...columns.keys()].map(
        (name, at) => [objectKey({ kind: 'column', schema, table, name }), at] as const,
      ),
    ),
  )
  const rank = ({ object }: Asked) => order.get(objectKey(object)) ?? -1
  return [...asked.values()].toSorted((a, b) => rank(a) - rank(b))
}
