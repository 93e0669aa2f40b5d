import { fieldsOf, findAttribute } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import type { PlacedField } from './align-field.ts'
import { setAttribute } from './attributes.ts'
import { insertAfter } from './members.ts'
import type { Naming } from './naming.ts'
import { columnOf, type OutlineBlock } from './outline.ts'
import { applyTextEdits, type TextEdit } from './text-edits.ts'

/** Adds a field as the pulled schema has it, under a name as the others here, where a person would put it. */
export function addField(
  own: OutlineBlock,
  pulled: PlacedField,
  naming: Naming,
  isModel: (type: string) => boolean,
  all: readonly OutlineBlock[],
): TextEdit {
  const { field } = pulled
  const taken = new Set(fieldsOf(own.block).map(({ name }) => name.text))
  const wanted = naming.field(own, columnOf(field))
  const name = taken.has(wanted) || findAttribute(field.attributes, 'map') ? field.name.text : wanted
  const text = fieldText(pulled, name)
  const line = isKeptByClient(name, all) ? text.replace(/ (?=@map|@db\.)|$/, ' @updatedAt ').trimEnd() : text
  return insertAfter(own, placeFor(field, own, isModel), line)
}

/** Do the fields of this name, where there are any, say `@updatedAt`? */
function isKeptByClient(name: string, all: readonly OutlineBlock[]): boolean {
  const alike = all.flatMap(({ block }) => fieldsOf(block).filter((field) => field.name.text === name))
  const kept = alike.filter(({ attributes }) => findAttribute(attributes, 'updatedAt'))
  return kept.length * 2 > alike.length
}

/** The pulled field under this name, with the `@map` that it then needs. */
export function fieldText({ model, field }: PlacedField, name: string): string {
  const renamed = { file: '', start: field.name.start, end: field.name.end, text: name }
  const column = columnOf(field)
  const map = findAttribute(field.attributes, 'map')
  const mapping = setAttribute(model, field, map, name === column ? null : `@map(${JSON.stringify(column)})`)
  const whole = applyTextEdits(model.text.slice(0, field.end), [renamed, ...mapping])
  return whole.slice(field.start)
}

/**
 * Behind the last field that is a column, before the relations; but before the times of creation and change that
 * end a model, unless it is such a time itself.
 */
function placeFor(field: Field, { block }: OutlineBlock, isModel: (type: string) => boolean): Field | null {
  const columns = fieldsOf(block).filter(({ type }) => type && !isModel(type.name))
  if (isTime(field)) return columns.at(-1) ?? null
  const last = columns.findLastIndex((column) => !isTime(column))
  return columns[last] ?? columns.at(-1) ?? null
}

function isTime({ name, type }: Field): boolean {
  return type?.name === 'DateTime' && /^(?:created|updated|deleted|modified)_?(?:at|on)?$/i.test(name.text)
}
