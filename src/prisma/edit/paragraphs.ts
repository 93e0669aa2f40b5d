import { fieldsOf } from '../psl/query.ts'
import type { Block, Field } from '../psl/syntax.ts'

/** A block in the text of its file. */
export interface Written {
  readonly text: string
  readonly block: Block
}

/** Where the parts of the fields of a paragraph stand; null for what is now here, now there. */
export interface Columns {
  readonly types: Gap | null
  readonly attributes: Gap | null
}

interface Gap {
  /** From the beginning of the field to where the part behind the gap begins. */
  readonly width: number
  /** What stands between two parts, where that is tabs. */
  readonly tabs: string | null
}

/**
 * The columns of the paragraph that a field is in: of the fields with no blank line between, as `prisma format` has
 * them.
 * @param near a field of the paragraph; null for the whole block
 */
export function columnsNear({ text, block }: Written, near: Field | null): Columns {
  const all = fieldsOf(block).filter(({ type }) => type !== null)
  const fields = near ? paragraphOf(all, near, text) : all
  const types = common(gapsOf(fields, text, ({ name }) => name.end, typeStart))
  const found = gapsOf(fields, text, ({ type }) => type?.end ?? null, attributeStart)
  const longest = Math.max(...fields.map(({ type, start }) => (type?.end ?? start) - start))
  const isAlone = found.length === 1 && !found[0]?.blanks.includes('\t')
  // A single attribute is in a column where that is behind all types, and these are in one.
  const isColumn = !isAlone || (types !== null && (found[0]?.width ?? 0) > longest)
  return { types, attributes: isColumn ? common(found) : null }
}

/** The blanks that bring what comes behind this text into its column; one where it does not fit. */
export function blanks(length: number, gap: Gap | null): string {
  return gap?.tabs ?? ' '.repeat(gap && gap.width > length ? gap.width - length : 1)
}

function paragraphOf(fields: readonly Field[], near: Field, text: string): readonly Field[] {
  const isApart = (field: Field, next: Field | undefined) =>
    next && /\n[ \t]*\n/.test(text.slice(field.end, next.start).replaceAll(/\r\n?/g, '\n'))
  const at = fields.indexOf(near)
  const first = fields.findLastIndex((field, index) => index < at && isApart(field, fields[index + 1])) + 1
  const last = fields.findIndex((field, index) => index >= at && isApart(field, fields[index + 1]))
  return at < 0 ? fields : fields.slice(first, last < 0 ? fields.length : last + 1)
}

interface Found {
  readonly width: number
  readonly blanks: string
}

function gapsOf(
  fields: readonly Field[],
  text: string,
  from: (field: Field) => number | null,
  to: (field: Field) => number | null,
): readonly Found[] {
  return fields.flatMap((field) => {
    const [start, end] = [from(field), to(field)]
    if (start === null || end === null) return []
    return [{ width: end - field.start, blanks: text.slice(start, end) }]
  })
}

/** Where the part behind the gap begins in all these lines. */
function common(found: readonly Found[]): Gap | null {
  const [first, ...others] = found
  const tabs = found.find((each) => each.blanks.includes('\t'))?.blanks ?? null
  if (tabs) return { width: 0, tabs }
  if (!first) return null
  return others.every(({ width }) => width === first.width) ? { width: first.width, tabs: null } : null
}

function typeStart({ type }: Field): number | null {
  return type?.start ?? null
}

/** Where the first attribute of a field begins; null without one. */
export function attributeStart({ attributes }: Field): number | null {
  return attributes[0]?.start ?? null
}
