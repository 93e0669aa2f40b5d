import type { Attribute, Field, Span } from '../psl/syntax.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** The order in which `prisma db pull` writes the attributes of a field. */
const order = ['id', 'unique', 'default', 'updatedAt', 'map', 'db', 'relation', 'ignore']

function rank(name: string): number {
  const at = order.indexOf(name.startsWith('db.') ? 'db' : name)
  return at < 0 ? order.length : at
}

/** The text of an attribute, from its first `@`. */
export function attributeText({ text }: Pick<OutlineBlock, 'text'>, { start, end }: Span): string {
  return text.slice(start, end)
}

/**
 * Makes a field have this attribute, in the place of `existing` or among the others where Prisma writes it.
 * @param wanted the attribute's text; null: the field is to have none
 */
export function setAttribute(
  { file, text }: Pick<OutlineBlock, 'file' | 'text'>,
  field: Field,
  existing: Attribute | null,
  wanted: string | null,
): readonly TextEdit[] {
  if (existing && wanted === attributeText({ text }, existing)) return []
  if (existing && wanted !== null) return [{ file, start: existing.start, end: existing.end, text: wanted }]
  if (existing) return [{ file, start: blanksBefore(text, existing.start), end: existing.end, text: '' }]
  if (wanted === null) return []
  const name = /^@([\w.]+)/.exec(wanted)?.[1] ?? ''
  const before = field.attributes.filter((attribute) => rank(attribute.name) <= rank(name)).at(-1)
  const at = before?.end ?? field.type?.end ?? field.name.end
  return [{ file, start: at, end: at, text: ` ${wanted}` }]
}

function blanksBefore(text: string, offset: number): number {
  let start = offset
  while (/[ \t]/.test(text.charAt(start - 1))) start -= 1
  return start
}
