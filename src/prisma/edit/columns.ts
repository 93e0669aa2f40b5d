import { fieldsOf } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { lineStart } from './lines.ts'
import { type FieldLine, plainLine } from './new-field.ts'
import type { OutlineBlock } from './outline.ts'
import { attributeStart, blanks, columnsNear } from './paragraphs.ts'
import type { TextEdit } from './text-edits.ts'

/**
 * A new line with its parts under those of its neighbours, where these stand in columns.
 * @param behind the field that it comes behind; null where it comes last
 */
export function alignedLine(model: OutlineBlock, line: FieldLine, behind: Field | null): string {
  const { types, attributes } = columnsNear(model, behind)
  const [attribute, ...others] = line.attributes
  if (line.type === '') return plainLine(line)
  const head = line.name + blanks(line.name.length, types) + line.type
  if (attribute === undefined) return head
  return [head + blanks(head.length, attributes) + attribute, ...others].join(' ')
}

/** The type of a field gives way to another; the attributes behind it stay in their column. */
export function retype(
  { file, text, block }: OutlineBlock,
  field: Field,
  wanted: string,
): readonly TextEdit[] {
  const { type } = field
  const next = field.attributes[0]
  if (!type || text.slice(type.start, type.end) === wanted) return []
  const between = next ? text.slice(type.end, next.start) : ''
  const column = (each: Field) => (attributeStart(each) ?? 0) - lineStart(text, each.start)
  const inColumn =
    next &&
    fieldsOf(block).some((each) => each !== field && each.attributes[0] && column(each) === column(field))
  if (!/^ +$/.test(between) || (between.length === 1 && !inColumn))
    return [{ file, start: type.start, end: type.end, text: wanted }]
  const width = Math.max(1, between.length + type.end - type.start - wanted.length)
  const end = type.end + between.length
  return [
    { file, start: type.start, end: type.end, text: wanted },
    { file, start: type.end, end, text: ' '.repeat(width) },
  ]
}
