import type { ObjectId } from '../../model/object.ts'
import { removeRelation } from './align-relation.ts'
import { declaredKeys, pairKeys } from './declared-keys.ts'
import { keyKinds, ownKey, pulledKey, takeOut } from './keys.ts'
import { commentsAbove, endOfLine, endOfLineBefore, linesOf } from './lines.ts'
import { removeMember } from './members.ts'
import type { OutlineBlock } from './outline.ts'
import { manyToMany } from './relation-pairs.ts'
import type { Asked, Session } from './session.ts'
import type { TextEdit } from './text-edits.ts'

/** Takes an object out of the schema, with all that cannot be said without it. */
export function removeObject(session: Session, asked: Asked): readonly TextEdit[] {
  const { own, pulled } = session
  const { object } = asked
  if (object.kind === 'enum') return removeBlock(own.enum(object.schema, object.name))
  if (object.kind === 'table') return removeModel(session, own.model(object.schema, object.name), object)
  if (!('table' in object)) return []
  const model = own.model(object.schema, object.table)
  if (!model) return []
  return object.kind === 'column'
    ? removeColumn(session, model, object.name)
    : removeKey(model, pulled.model(object.schema, object.table), asked, session)
}

/** A key that is asked about under another name or kind is changed, and does not go. */
function removeKey(
  model: OutlineBlock,
  pulled: OutlineBlock | null,
  { object, columns }: Asked,
  { asked }: Session,
): readonly TextEdit[] {
  const keys = declaredKeys(model)
  const found = ownKey(keys, object, columns)
  if (!found) return []
  const theirs = pulled ? declaredKeys(pulled) : []
  const [twin] = [...pairKeys(keys, theirs)].find(([, key]) => key === found) ?? []
  const stays = [...asked.values()].some(
    (other) =>
      twin !== undefined &&
      !other.removed &&
      keyKinds.has(other.object.kind) &&
      sameTable(other.object, object) &&
      pulledKey(theirs, other.object, other.columns) === twin,
  )
  return stays ? [] : takeOut(model, found)
}

function sameTable(one: ObjectId, other: ObjectId): boolean {
  return 'table' in one && 'table' in other && one.schema === other.schema && one.table === other.table
}

function removeColumn({ ownRelations }: Session, model: OutlineBlock, column: string): readonly TextEdit[] {
  const field = model.columns.get(column)
  if (!field) return []
  const keys = declaredKeys(model).filter((key) => key.field === null && key.columns.includes(column))
  const relations = ownRelations.filter(
    ({ from, columns }) => from.model === model && columns.includes(column),
  )
  return [
    removeMember(model, field),
    ...keys.flatMap((key) => takeOut(model, key)),
    ...relations.flatMap(removeRelation),
  ]
}

/** A model goes with the fields of others that refer to it; the table of a many-to-many relation is its two lists. */
function removeModel(
  { own, ownRelations }: Session,
  model: OutlineBlock | null,
  { schema, name }: { readonly schema: string; readonly name: string },
): readonly TextEdit[] {
  const pairs = manyToMany(own)
  const sides = model
    ? [
        ...ownRelations.flatMap(({ from, to, target }) =>
          from.model === model || target === model ? [from, ...(to ? [to] : [])] : [],
        ),
        ...pairs.flatMap(({ one, other }) =>
          one.model === model || other.model === model ? [one, other] : [],
        ),
      ].filter((side) => side.model !== model)
    : pairs
        .filter((each) => each.table === name && each.schema === schema)
        .flatMap(({ one, other }) => [one, other])
  return [...removeBlock(model), ...sides.map((side) => removeMember(side.model, side.field))]
}

/** With its documentation, and the blank line that parted it from the block before. */
function removeBlock(found: OutlineBlock | null): readonly TextEdit[] {
  if (!found) return []
  const { file, text, block } = found
  const first = commentsAbove(text, block.start, '///')
  const end = endOfLine(text, block.end)
  const [above = ''] = linesOf(text.slice(0, first)).slice(-1)
  const start = endOfLineBefore(text, first)
  if (first > 0 && above.trim() === '') return [{ file, start: endOfLineBefore(text, start), end, text: '' }]
  if (first > 0) return [{ file, start, end, text: '' }]
  const rest = /^\s*/.exec(text.slice(end))?.[0].length ?? 0
  return [{ file, start: first, end: end + rest, text: '' }]
}
