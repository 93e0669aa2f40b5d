import type { ObjectId } from '../../model/object.ts'
import { argumentValue, blockAttributes, fieldsOf, namesOf, stringOf } from '../psl/query.ts'
import type { Attribute, Field, Member } from '../psl/syntax.ts'
import { attributeText, setAttribute } from './attributes.ts'
import { insertAfter } from './members.ts'
import { columnOf, type OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** A key, unique or index as it is written: on a field, or on the model. */
interface Declared {
  readonly attribute: Attribute
  readonly field: Field | null
  readonly columns: readonly string[]
}

const kinds = { 'primary-key': ['id'], unique: ['unique', 'index'], index: ['index', 'unique'] } as const

/** Makes a model declare this key, unique or index as the pulled model does. */
export function alignKey(
  own: OutlineBlock,
  pulled: OutlineBlock,
  { kind, name }: ObjectId,
  columns: readonly string[],
): readonly TextEdit[] {
  if (kind !== 'primary-key' && kind !== 'unique' && kind !== 'index') return []
  const wanted = find(pulled, kinds[kind], name, columns)
  if (!wanted) return []
  const existing = find(own, kinds[kind], name, columns)
  const text = attributeText(pulled, wanted.attribute)
  if (!existing) return add(own, wanted, text)
  const sameForm = (existing.field === null) === (wanted.field === null)
  if (sameForm) {
    const { start, end } = existing.attribute
    return attributeText(own, existing.attribute) === text ? [] : [{ file: own.file, start, end, text }]
  }
  const removed = existing.field
    ? setAttribute(own, existing.field, existing.attribute, null)
    : [{ file: own.file, start: existing.attribute.start, end: existing.attribute.end, text: '' }]
  return [...removed, ...add(own, wanted, text)]
}

function declared(model: OutlineBlock): readonly Declared[] {
  const fields = fieldsOf(model.block)
  const columns = new Map(fields.map((field) => [field.name.text, columnOf(field)]))
  const onFields = fields.flatMap((field) =>
    field.attributes.map((attribute) => ({ attribute, field, columns: [columnOf(field)] })),
  )
  const onModel = blockAttributes(model.block).map((attribute) => {
    const names = namesOf(argumentValue(attribute, 'fields', true))
    return { attribute, field: null, columns: names.map((name) => columns.get(name) ?? name) }
  })
  return [...onFields, ...onModel]
}

function find(
  model: OutlineBlock,
  names: readonly string[],
  name: string,
  columns: readonly string[],
): Declared | null {
  const [first] = names
  const all = declared(model).filter(({ attribute }) => names.includes(attribute.name))
  const same = all.filter((each) => each.columns.join('\n') === columns.join('\n'))
  return (
    all.find(({ attribute }) => stringOf(argumentValue(attribute, 'map')) === name) ??
    same.find(({ attribute }) => attribute.name === first) ??
    same[0] ??
    null
  )
}

function add(own: OutlineBlock, wanted: Declared, text: string): readonly TextEdit[] {
  if (wanted.field) {
    const column = columnOf(wanted.field)
    const field = fieldsOf(own.block).find((each) => columnOf(each) === column)
    return field ? setAttribute(own, field, null, text) : []
  }
  const last = own.block.members.filter(isKey).at(-1)
  if (last) return [insertAfter(own, last, text)]
  const fields = fieldsOf(own.block)
  return [insertAfter(own, fields.at(-1) ?? null, text, true)]
}

function isKey(member: Member): boolean {
  return member.kind === 'attribute' && /^(?:id|unique|index|fulltext)$/.test(member.attribute.name)
}
