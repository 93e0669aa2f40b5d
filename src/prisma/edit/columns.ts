import { fieldsOf } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { lineStart } from './lines.ts'
import { type FieldLine, plainLine } from './new-field.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** A new line with its parts under those of its neighbours, where these stand in columns. */
export function alignedLine({ text, block }: OutlineBlock, line: FieldLine): string {
  const fields = fieldsOf(block).filter(({ type }) => type !== null)
  const names = gaps(fields, text, ({ name }) => name.end, typeStart)
  const types = gaps(fields, text, ({ type }) => type?.end ?? null, attributeStart)
  const [attribute, ...others] = line.attributes
  if (line.type === '') return plainLine(line)
  const head = pad(line.name, names) + line.type
  if (attribute === undefined) return head
  return [pad(head, types) + attribute, ...others].join(' ')
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
  const blanks = next ? text.slice(type.end, next.start) : ''
  const column = (each: Field) => (attributeStart(each) ?? 0) - lineStart(text, each.start)
  const inColumn =
    next &&
    fieldsOf(block).some((each) => each !== field && each.attributes[0] && column(each) === column(field))
  if (!/^ +$/.test(blanks) || (blanks.length === 1 && !inColumn))
    return [{ file, start: type.start, end: type.end, text: wanted }]
  const width = Math.max(1, blanks.length + type.end - type.start - wanted.length)
  const end = type.end + blanks.length
  return [
    { file, start: type.start, end: type.end, text: wanted },
    { file, start: type.end, end, text: ' '.repeat(width) },
  ]
}

interface Gap {
  /** From the beginning of the members to where the part behind the gap begins. */
  readonly width: number
  /** What stands between two parts, where that is tabs. */
  readonly tabs: string | null
}

/** Where the part behind a gap begins in all these lines; null where it is now here, now there. */
function gaps(
  fields: readonly Field[],
  text: string,
  from: (field: Field) => number | null,
  to: (field: Field) => number | null,
): Gap | null {
  const found = fields.flatMap((field) => {
    const [start, end] = [from(field), to(field)]
    if (start === null || end === null) return []
    return [{ width: end - field.start, blanks: text.slice(start, end) }]
  })
  const [first, ...others] = found
  const tabs = found.find(({ blanks }) => blanks.includes('\t'))?.blanks ?? null
  if (tabs) return { width: 0, tabs }
  if (!first || others.length === 0) return null
  return others.every(({ width }) => width === first.width) ? { width: first.width, tabs: null } : null
}

function pad(head: string, gap: Gap | null): string {
  if (gap?.tabs) return head + gap.tabs
  return head + ' '.repeat(gap && gap.width > head.length ? gap.width - head.length : 1)
}

function typeStart({ type }: Field): number | null {
  return type?.start ?? null
}

function attributeStart({ attributes }: Field): number | null {
  return attributes[0]?.start ?? null
}
