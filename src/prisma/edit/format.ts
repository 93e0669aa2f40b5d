import type { SchemaFile } from '../../model/project.ts'
import { parsePsl } from '../psl/parse.ts'
import type { Block } from '../psl/syntax.ts'
import type { SchemaLibrary } from '../wasm/load.ts'
import { lineStart, linesOf, withoutEnd } from './lines.ts'

const options = JSON.stringify({
  textDocument: { uri: 'file:/schema.prisma' },
  position: { line: 0, character: 0 },
  options: { tabSize: 2, insertSpaces: true },
})

/** A block with the lines that it is written on, from its keyword's to its closing brace's. */
interface Lines {
  readonly block: Block
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
    const formattedBlocks = byName(blocksIn(was.get(path) ?? ''))
    const before = byName(blocksIn(own ?? ''))
    const indent = indentOf((own ?? before.size === 0) ? (own ?? '') : '')
    const wanted = byName(blocksIn(is.get(path) ?? ''))
    const lines = [...linesOf(content)]
    for (const [name, { first, lines: now }] of byName(blocksIn(content))) {
      const [then, target] = [before.get(name), wanted.get(name)]
      if (!target || target.lines.length !== now.length) continue
      const isFormatted = then && sameLines(then.lines, formattedBlocks.get(name)?.lines ?? [])
      if (then && !isFormatted) continue
      target.lines.forEach((line, at) => {
        const end = (lines[first + at] ?? '').slice(withoutEnd(lines[first + at] ?? '').length)
        lines[first + at] = (then ? line : line.replace(/^ {2}/, indent)) + end
      })
    }
    return { path, content: lines.join('') }
  })
}

function blocksIn(content: string): readonly Lines[] {
  const all = linesOf(content)
  const starts = [0]
  for (const line of all) starts.push((starts.at(-1) ?? 0) + line.length)
  return parsePsl(content).map((block) => {
    const first = starts.indexOf(lineStart(content, block.start))
    const end = starts.findIndex((offset) => offset >= block.end)
    return { block, first, lines: all.slice(first, end < 0 ? undefined : end).map(withoutEnd) }
  })
}

function byName(blocks: readonly Lines[]): ReadonlyMap<string, Lines> {
  return new Map(blocks.map((each) => [`${each.block.keyword.text} ${each.block.name.text}`, each]))
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at])
}

/** What the members of a file's blocks are indented with; two blanks where it has none. */
function indentOf(content: string): string {
  return /\{[^\n]*\r?\n([ \t]+)\S/.exec(content)?.[1] ?? '  '
}
