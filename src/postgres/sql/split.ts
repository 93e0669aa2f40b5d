import { createBoundary } from './boundary.ts'
import { readToken } from './token.ts'

/** One statement of a script. */
export interface Statement {
  /** From its first token to its semicolon, both included. */
  readonly text: string
  /** Where `text` begins in the script, in UTF-16 code units. */
  readonly offset: number
  /** The line its first token stands on; from 1. */
  readonly line: number
  /** The line its last character stands on. */
  readonly endLine: number
}

/**
 * The statements of a script, in order. Between them lie only blanks, comments and lone semicolons. The last one
 * may lack its semicolon, and may be cut short inside a quote: that is for the server to say.
 */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = []
  const boundary = createBoundary()
  let start = -1
  let startLine = 0
  let line = 1
  const finish = (end: number) => {
    const text = sql.slice(start, end)
    if (text !== ';') statements.push({ text, offset: start, line: startLine, endLine: line })
    start = -1
  }
  for (let at = sql.startsWith('\ufeff') ? 1 : 0; at < sql.length; ) {
    const { kind, end } = readToken(sql, at, boundary.standardStrings)
    if (start < 0 && kind !== 'blank' && kind !== 'comment') {
      start = at
      startLine = line
    }
    line += countLines(sql, at, end)
    if (boundary.take(kind, sql, at, end)) finish(end)
    at = end
  }
  if (start >= 0) {
    const tail = sql.slice(start).trimEnd()
    line = startLine + countLines(tail, 0, tail.length)
    finish(start + tail.length)
  }
  return statements
}

/** How many line breaks `text` has between two offsets. */
export function countLines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) count++
  return count
}
