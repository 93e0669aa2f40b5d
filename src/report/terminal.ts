import { stripVTControlCharacters } from 'node:util'
import picocolors from 'picocolors'
import type { Severity } from '../model/finding.ts'
import { isLong, type Part } from './attributes.ts'
import type { Tone } from './headline.ts'
import type { RenderOptions } from './options.ts'
import { spans, visible } from './prose.ts'
import { type Cell, type Cells, columnsOf } from './values.ts'

/** What the parts of a report look like in a terminal. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  /** A value in a column. */
  readonly value: (text: string) => string
  /** A name or a value in a sentence. */
  readonly code: (text: string) => string
  readonly tone: (tone: Tone, text: string) => string
  readonly severity: (severity: Severity, text: string) => string
  readonly diff: (line: string) => string
}

/** A terminal. */
export interface Page extends Paint {
  /** Columns; null: as wide as need be. */
  readonly width: number | null
}

/** Columns beyond which lines are hard to read. */
const widest = 120

/** The terminal that a report is printed to. */
export function pageOf({ color, width }: Pick<RenderOptions, 'color' | 'width'>): Page {
  return {
    ...paint(picocolors.createColors(color ?? false)),
    width: width === undefined ? null : Math.min(width, widest),
  }
}

/** A text as it is measured, and as it is shown. */
export interface Painted {
  readonly plain: string
  readonly painted: string
}

/** Plain text without colours, where a message keeps its backticks. */
function paint(colors: ReturnType<typeof picocolors.createColors>): Paint {
  const { bold, dim, cyan, red, yellow, green, blue, isColorSupported } = colors
  const tones: Record<Tone, (text: string) => string> = {
    error: red,
    warning: yellow,
    success: green,
    failure: red,
  }
  return {
    bold,
    dim,
    value: cyan,
    code: isColorSupported ? cyan : (text) => `\`${text}\``,
    tone: (tone, text) => bold(tones[tone](text)),
    severity: (severity, text) => ({ error: red, warning: yellow, info: blue })[severity](text),
    diff: (line) =>
      (/^(---|\+\+\+|@@)/.test(line)
        ? dim
        : line.startsWith('-')
          ? red
          : line.startsWith('+')
            ? green
            : String)(line),
  }
}

/** Sets one text at the left and one at the right edge of a line; without a width two blanks apart. */
export function spread(left: Painted, right: Painted, width: number | null): string {
  if (right.plain === '') return left.painted
  const room = width === null ? 2 : width - length(left.plain) - length(right.plain)
  return `${left.painted}${' '.repeat(Math.max(2, room))}${right.painted}`
}

/** What the lines say of an object: one line each, those that say the same together. */
export function columnLines(cells: Cells, { value, dim }: Pick<Paint, 'value' | 'dim'>): string[] {
  const columns = columnsOf([cells])
  const indent = Math.max(...columns.map(({ name }) => name.length))
  return columns.map(
    ({ name, sides: [side] }) => `      ${dim(name.padEnd(indent))}  ${cellText(cells[side], value)}`,
  )
}

/** A message as lines of words no wider than the page, its code painted; one line without a width. */
export function wrap(
  message: string,
  indent: number,
  page: Pick<Paint, 'code'> & { width: number | null },
): string[] {
  const width = page.width === null ? Number.POSITIVE_INFINITY : Math.max(page.width - indent, 20)
  const lines: string[] = []
  let [line, used] = ['', 0]
  for (const { plain, painted } of wordsOf(message, page.code)) {
    const size = length(plain)
    if (used > 0 && used + 1 + size > width) {
      lines.push(line)
      ;[line, used] = ['', 0]
    }
    line = used === 0 ? painted : `${line} ${painted}`
    used += size + (used === 0 ? 0 : 1)
  }
  return [...lines, line].filter((each) => each !== '').map((each) => `${' '.repeat(indent)}${each}`)
}

/** The words of a message: what stands between blanks, code kept whole with what touches it. */
function wordsOf(message: string, code: Paint['code']): Painted[] {
  const words: Painted[] = []
  let open = false
  for (const { kind, value } of spans(message)) {
    const pieces = kind === 'code' ? [value] : value.split(/ +/)
    for (const [index, piece] of pieces.entries()) {
      const shown = kind === 'code' ? code(piece) : piece
      const painted = { plain: stripVTControlCharacters(shown), painted: shown }
      const last = words.at(-1)
      if (index === 0 && open && last !== undefined) {
        words[words.length - 1] = {
          plain: last.plain + painted.plain,
          painted: last.painted + painted.painted,
        }
      } else words.push(painted)
    }
    open = true
  }
  return words.filter(({ plain }) => plain !== '')
}

function cellText(cell: Cell, value: Paint['value']): string {
  if (cell.is === 'silent') return '–'
  if (cell.is === 'absent') return 'absent'
  return cell.parts.length === 0 ? 'present' : cell.parts.map((part) => partText(part, value)).join(', ')
}

function partText({ label, code }: Part, value: Paint['value']): string {
  if (code === null) return visible(label)
  if (isLong(code)) return visible(`${label}: see the diff below`)
  return [visible(label), value(visible(code))].filter((word) => word !== '').join(' ')
}

function length(text: string): number {
  return [...text].length
}
