import type { Attribute, Field, Span } from '../psl/syntax.ts'
import type { OutlineBlock } from './outline.ts'
import { blanks, columnsNear, type Written } from './paragraphs.ts'
import type { TextEdit } from './text-edits.ts'

/** The order in which `prisma format` puts the attributes of a field. */
const order = ['id', 'unique', 'default', 'updatedAt', 'map', 'relation', 'ignore', 'db']

/** Where among the attributes of a field one of this name stands. */
export function attributeRank(name: string): number {
  const at = order.indexOf(isNative(name) ? 'db' : name)
  return at < 0 ? order.length : at
}

/** Is it the name of a native type? The datasource's own name stands before the dot. */
export function isNative(name: string): boolean {
  return name.includes('.')
}

/** The name in the text of an attribute, without its `@`s. */
export function nameIn(attribute: string): string {
  return /^@+([\w.]+)/.exec(attribute)?.[1] ?? ''
}

/** The text of an attribute, from its first `@`. */
export function attributeText({ text }: Pick<OutlineBlock, 'text'>, { start, end }: Span): string {
  return text.slice(start, end)
}

/**
 * Makes a field have this attribute, in the place of `existing` or among the others where Prisma writes it.
 * @param wanted the attribute's text; null: the field is to have none
 * @param grown by how many characters the field's type gets longer
 */
export function setAttribute(
  { file, text, block }: Place,
  field: Field,
  existing: Attribute | null,
  wanted: string | null,
  grown = 0,
): readonly TextEdit[] {
  if (existing && wanted !== null && sameCode(wanted, attributeText({ text }, existing))) return []
  if (existing && wanted !== null) return [{ file, start: existing.start, end: existing.end, text: wanted }]
  if (existing) return [{ file, start: blanksBefore(text, existing.start), end: existing.end, text: '' }]
  if (wanted === null) return []
  const rank = attributeRank(nameIn(wanted))
  // Before new lines, which begin where this one ends.
  const before = field.attributes.filter(({ name }) => attributeRank(name) <= rank).at(-1)
  const at = before?.end ?? field.type?.end ?? field.name.end
  const length = at - field.start + grown
  const isFirst = field.attributes.length === 0 && field.type !== null
  // One blank is the attribute's own, as several may come.
  const pad = isFirst ? blanks(length, columnsNear({ text, block }, field).attributes).slice(1) : ''
  return [
    ...(pad === '' ? [] : [{ file, start: at, end: at, text: pad, order: -1 - order.length }]),
    { file, start: at, end: at, text: ` ${wanted}`, order: rank - order.length },
  ]
}

type Place = Written & Pick<OutlineBlock, 'file'>

/** An attribute that a field has, and what is to be in its place; null: nothing. */
export interface AttributeChange {
  readonly existing: Attribute | null
  readonly wanted: string | null
}

/**
 * Sets several attributes; what comes where the only one goes takes its place.
 * @param grown by how many characters the field's type gets longer
 */
export function setAttributes(
  model: Place,
  field: Field,
  changes: readonly AttributeChange[],
  grown: number,
): readonly TextEdit[] {
  const gone = changes.find(({ existing, wanted }) => existing && wanted === null)
  const come = changes.find(({ existing, wanted }) => !existing && wanted !== null)
  const merged =
    gone && come && field.attributes.length === 1
      ? [
          ...changes.filter((each) => each !== gone && each !== come),
          { existing: gone.existing, wanted: come.wanted },
        ]
      : changes
  return merged.flatMap(({ existing, wanted }) => setAttribute(model, field, existing, wanted, grown))
}

/** Do two pieces of PSL say the same, but for blanks outside strings? */
export function sameCode(one: string, other: string): boolean {
  return withoutBlanks(one) === withoutBlanks(other)
}

function withoutBlanks(code: string): string {
  return code.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string?: string) => string ?? '')
}

function blanksBefore(text: string, offset: number): number {
  let start = offset
  while (/[ \t]/.test(text.charAt(start - 1))) start -= 1
  return start
}
