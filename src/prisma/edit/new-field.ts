import { fieldsOf, findAttribute } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { attributeRank, nameIn } from './attributes.ts'
import { alignedLine } from './columns.ts'
import { insertAfter } from './members.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import { isTime, placeForColumn, placeOrder } from './place.ts'
import type { PlacedField } from './relation-pairs.ts'
import type { TextEdit } from './text-edits.ts'
import type { Words } from './words.ts'

/** A field as it is to be written: its name, its type, its attributes. */
export interface FieldLine {
  readonly name: string
  readonly type: string
  readonly attributes: readonly string[]
}

/** Adds a field as the pulled schema has it, under a name as the others here, where a person would put it. */
export function addField(own: OutlineBlock, pulled: PlacedField, words: Words, files: Outline): TextEdit {
  const line = columnLine(pulled, words, files)
  const order = isTime(pulled.field) ? placeOrder.time : placeOrder.column
  const place = placeForColumn(pulled.field, own, files)
  return insertAfter(own, place, alignedLine(own, line, place), { order })
}

/** A pulled column in the words of the files, with the `@map` that its name needs. */
export function columnLine({ model, field }: PlacedField, words: Words, files: Outline): FieldLine {
  const name = words.member(model, field.name.text)
  const column = model.columnOf.get(field.name.text) ?? field.name.text
  const attributes = field.attributes
    .filter((attribute) => attribute.name !== 'map')
    .map((attribute) => words.attribute(model, field, attribute))
  if (isKeptByClient(name, field, files)) attributes.push('@updatedAt')
  if (name !== column) attributes.push(`@map(${JSON.stringify(column)})`)
  return {
    name,
    type: field.type ? words.type(field.type) : '',
    attributes: attributes.toSorted((a, b) => attributeRank(nameIn(a)) - attributeRank(nameIn(b))),
  }
}

/** Do the fields of this name, where there are any, say `@updatedAt`? */
function isKeptByClient(name: string, { type, attributes }: Field, files: Outline): boolean {
  if (type?.name !== 'DateTime' || type.list || findAttribute(attributes, 'updatedAt')) return false
  const alike = files.blocks.flatMap(({ block }) =>
    fieldsOf(block).filter((field) => field.name.text === name),
  )
  const kept = alike.filter((field) => findAttribute(field.attributes, 'updatedAt'))
  return kept.length * 2 > alike.length
}

/** A field on one line, its parts one blank apart. */
export function plainLine({ name, type, attributes }: FieldLine): string {
  return [name, type, ...attributes].filter((part) => part !== '').join(' ')
}
