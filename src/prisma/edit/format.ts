import type { SchemaFile } from '../../model/project.ts'
import { parsePsl } from '../psl/parse.ts'
import type { SchemaLibrary } from '../wasm/load.ts'
import { lineStart, linesOf, withoutEnd } from './lines.ts'

const options = JSON.stringify({
  textDocument: { uri: 'file:/schema.prisma' },
  position: { line: 0, character: 0 },
  options: { tabSize: 2, insertSpaces: true },
})

/** The lines that a block is written on, from its keyword's to its closing brace's. */
interface Lines {
  /** Of the file, from 0. */
  readonly first: number
  /** Without their ends. */
  readonly lines: readonly string[]
}

/**
 * Formats the blocks that were as `prisma format` leaves them before they were edited, and those that are new; the
 * others keep the hand of whoever wrote them. Line ends stay what they are, and each line stays the line it is.
 */
export function formatEdited(
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
  { format }: Pick<SchemaLibrary, 'format'>,
): readonly SchemaFile[] {
  const formatted = (files: readonly SchemaFile[]): ReadonlyMap<string, string> => {
    const unix = files.map(({ path, content }) => [path, content.replaceAll(/\r\n?/g, '\n')])
    return new Map(JSON.parse(format(JSON.stringify(unix), options)) as [string, string][])
  }
  const [was, is] = [formatted(before), formatted(after)]
  const old = new Map(before.map(({ path, content }) => [path, content]))
  return after.map(({ path, content }) => {
    const own = old.get(path)
    if (own === content) return { path, content }
    const texts = { own: own ?? '', formatted: was.get(path) ?? '', wanted: is.get(path) ?? '' }
    return { path, content: formatFile(content, texts, indentOf(own ?? before[0]?.content ?? '')) }
  })
}

/**
 * @param texts the file as it was and as it is, formatted both; as it was, not formatted
 * @param indent of the lines of new blocks
 */
function formatFile(
  content: string,
  texts: { readonly own: string; readonly formatted: string; readonly wanted: string },
  indent: string,
): string {
  const [own, formatted, wanted] = [texts.own, texts.formatted, texts.wanted].map((text) => byName(text))
  const lines = [...linesOf(content)]
  for (const [name, { first, lines: now }] of byName(content)) {
    const [was, target] = [own?.get(name), wanted?.get(name)]
    if (!target || !sameLines(target.lines.map(code), now.map(code))) continue
    if (was && !sameLines(was.lines, formatted?.get(name)?.lines ?? [])) continue
    target.lines.forEach((line, at) => {
      const written = lines[first + at] ?? ''
      const end = written.slice(withoutEnd(written).length)
      lines[first + at] = (was ? line : line.replace(/^ {2}/, indent)) + end
    })
  }
  return lines.join('')
}

/** The blocks of a file, by keyword and name. */
function byName(content: string): ReadonlyMap<string, Lines> {
  const all = linesOf(content)
  const numbers = new Map<number, number>()
  let offset = 0
  for (const [number, line] of all.entries()) {
    numbers.set(offset, number)
    offset += line.length
  }
  return new Map(
    parsePsl(content).map(({ keyword, name, start, end }) => {
      const from = lineStart(content, start)
      const first = numbers.get(from) ?? 0
      const lines = all.slice(first, first + linesOf(content.slice(from, end)).length).map(withoutEnd)
      return [`${keyword.text} ${name.text}`, { first, lines }]
    }),
  )
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at])
}

/** A line without its blanks. */
function code(line: string): string {
  return line.replaceAll(/\s+/g, '')
}

/** What the fields of a file are indented with; two blanks where it has none. */
function indentOf(content: string): string {
  return /^(?:model|view|enum)\b[^\r\n]*\{[^\r\n]*[\r\n]+([ \t]+)\S/m.exec(content)?.[1] ?? '  '
}
