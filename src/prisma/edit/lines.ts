import type { Span } from '../psl/syntax.ts'

/** The line end that a file uses: its first one. */
export function lineEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}

/** Where the line of this offset begins. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}

/** Where the line of this offset ends: behind its comment, before its line end. */
export function endOfLine(text: string, offset: number): number {
  const rest = text.slice(offset)
  const found = /\r\n|\n|\r/.exec(rest)
  return offset + (found?.index ?? rest.length)
}

/** The blanks before a member. */
export function indentation(text: string, { start }: Span): string {
  return text.slice(lineStart(text, start), start)
}
