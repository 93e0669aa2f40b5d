import type { Span } from '../psl/syntax.ts'

/** The lines of a text, each with its end: LF, CRLF, CR or, for the last one, none. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? []
}

/** A line without its end. */
export function withoutEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '')
}

/** The line end of the line of this offset; of a last line without one, the one that the file begins with. */
export function lineEnd(text: string, offset = 0): string {
  const pattern = /\r\n|\n|\r/g
  pattern.lastIndex = offset
  return (pattern.exec(text) ?? /\r\n|\n|\r/.exec(text))?.[0] ?? '\n'
}

/** Where the line of this offset begins. */
export function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1
  return start
}

/** Where the line of this offset ends: behind its comment, before its line end. */
export function endOfLine(text: string, offset: number): number {
  const pattern = /\r\n|\n|\r/g
  pattern.lastIndex = offset
  return pattern.exec(text)?.index ?? text.length
}

/** Where the line before that of this offset ends; 0 where there is none. */
export function endOfLineBefore(text: string, offset: number): number {
  const start = lineStart(text, offset)
  return text.slice(0, start).endsWith('\r\n') ? start - 2 : Math.max(0, start - 1)
}

/** The blanks before a member. */
export function indentation(text: string, { start }: Span): string {
  return /[ \t]*$/.exec(text.slice(lineStart(text, start), start))?.[0] ?? ''
}

/** Where the comments begin that stand right above the line of this offset. @param mark `//` or `///` */
export function commentsAbove(text: string, offset: number, mark: '//' | '///'): number {
  let at = lineStart(text, offset)
  while (at > 0) {
    const previous = lineStart(text, endOfLineBefore(text, at))
    if (!text.slice(previous, at).trimStart().startsWith(mark)) break
    at = previous
  }
  return at
}
