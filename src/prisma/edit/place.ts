import { argumentValue, fieldsOf, findAttribute, namesOf } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import type { PlacedField } from './relation-pairs.ts'

/**
 * Where a new column goes: behind the last column, before the relations; but before the times of creation and change
 * that end a model, unless it is such a time itself; and not between a foreign key and its relation.
 */
export function placeForColumn(field: Field, model: OutlineBlock, files: Outline): Field | null {
  const fields = fieldsOf(model.block)
  const columns = [...model.columns.values()]
  const plain = columns.filter((column) => !isTime(column) && !relationBehind(column, fields))
  const others = plain.filter((column) => !findAttribute(column.attributes, 'id'))
  const place = isTime(field)
    ? (columns.findLast(isTime) ?? columns.at(-1))
    : (others.at(-1) ?? columns.findLast((column) => !isTime(column)) ?? columns.at(-1))
  if (!place) return fields.filter((each) => !isRelationField(each, files)).at(-1) ?? null
  return relationBehind(place, fields) ?? place
}

/**
 * Where a new relation goes: behind its column where that is the custom here, else behind the other relations.
 * @param keys its columns' fields in these files; none on the side that looks back
 * @param pulled the relation as it was pulled
 */
export function placeForRelation(
  model: OutlineBlock,
  files: Outline,
  keys: readonly string[],
  pulled: PlacedField,
): { readonly behind: Field | null; readonly order: number } {
  const fields = fieldsOf(model.block)
  const relations = fields.filter((field) => isRelationField(field, files))
  const ofKeys = relations.filter((field) => keyNames(field).length > 0)
  const isBeside = ofKeys.length > 0 && ofKeys.every((relation) => columnBefore(relation, fields))
  if (isBeside && keys.length > 0) {
    const column = fields.findLast(({ name }) => keys.includes(name.text))
    const [name] = keyNames(pulled.field)
    const added = fieldsOf(pulled.model.block).find((field) => field.name.text === name)
    const behind = column ?? (added ? placeForColumn(added, model, files) : null)
    return { behind, order: placeOrder.beside }
  }
  return { behind: relations.at(-1) ?? fields.at(-1) ?? null, order: placeOrder.relation }
}

/** Among new fields in one place: columns, the relations beside them, times, the other relations. */
export const placeOrder = { column: 0, beside: 1, time: 2, relation: 3 } as const

/** Is it a time of creation or change? */
export function isTime({ name, type }: Field): boolean {
  return type?.name === 'DateTime' && /^(?:created|updated|deleted|modified)_?(?:at|on)?$/i.test(name.text)
}

/** The relation over a column that stands on the next line. */
function relationBehind(column: Field, fields: readonly Field[]): Field | null {
  const next = fields[fields.indexOf(column) + 1]
  return next && keyNames(next).includes(column.name.text) ? next : null
}

function columnBefore(relation: Field, fields: readonly Field[]): boolean {
  const previous = fields[fields.indexOf(relation) - 1]
  return previous !== undefined && keyNames(relation).includes(previous.name.text)
}

function keyNames({ attributes }: Field): readonly string[] {
  const relation = findAttribute(attributes, 'relation')
  return relation ? namesOf(argumentValue(relation, 'fields')) : []
}

function isRelationField({ type }: Field, files: Outline): boolean {
  const target = type && files.named(type.name)
  return target !== null && /^(?:model|view)$/.test(target.block.keyword.text)
}
