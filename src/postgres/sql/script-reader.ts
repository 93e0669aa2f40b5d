import { createBoundary } from './boundary.ts'
import { createCopyDataReader } from './copy-data.ts'
import { isCopyFromStdin } from './head.ts'
import { countLines } from './split.ts'
import { readToken } from './token.ts'

/**
 * A part of a psql script. Lines count from 1. Texts are the script's bytes read as Latin-1, one character a
 * byte: who knows the script's encoding decodes them.
 */
export type ScriptPiece =
  | { readonly kind: 'statement'; readonly text: string; readonly line: number }
  /** A comment between statements. */
  | { readonly kind: 'comment'; readonly text: string; readonly line: number }
  /** A line for psql itself (`\connect`). */
  | { readonly kind: 'meta'; readonly text: string; readonly line: number }
  /** A statement whose rows follow. */
  | { readonly kind: 'copy'; readonly text: string; readonly line: number }
  /** Rows, to the byte; cut anywhere. */
  | { readonly kind: 'data'; readonly bytes: Buffer }
  /** The end mark of these rows. */
  | { readonly kind: 'data-end'; readonly line: number }

/** Inside what a script ends; null: between statements, as it should. */
export type OpenEnd = 'data' | 'quote' | 'statement' | null

export interface ScriptReader {
  /** The line that what was not yielded yet begins on. */
  readonly line: number
  /** Takes the next bytes and yields the pieces that end in them; drain it before the next push. */
  push(chunk: Buffer): Generator<ScriptPiece, void>
  /** Yields what is left, a last statement without its semicolon among it, and returns what was left open. */
  end(): Generator<ScriptPiece, OpenEnd>
}

const byteOrderMark = '\xef\xbb\xbf'

/**
 * Reads a script as psql does, in chunks cut anywhere and in flat memory: at most one statement is held.
 * @see https://www.postgresql.org/docs/current/app-psql.html
 */
export function createScriptReader(): ScriptReader {
  const boundary = createBoundary()
  let line = 1
  let started = false
  let mode: 'sql' | 'copy' | 'data' = 'sql'
  let data = createCopyDataReader()
  let parts: string[] | null = null
  let startLine = 0
  let unclosed = false
  let pending: Buffer[] = []
  let pendingLength = 0
  let wanted = 0

  /** Reads SQL up to a token that may go on after `text`, or to the rows of a COPY; returns where it stopped. */
  function* readSql(text: string, final: boolean): Generator<ScriptPiece, number> {
    let at = !started && text.startsWith(byteOrderMark) ? byteOrderMark.length : 0
    let start = at
    while (at < text.length && mode === 'sql') {
      const isMeta = parts === null && text[at] === '\\'
      const token = isMeta ? metaLine(text, at) : readToken(text, at, boundary.standardStrings)
      const { kind, end } = token
      if (end === text.length && kind !== 'semicolon' && !final) break
      const from = at
      const fromLine = line
      at = end
      unclosed = !token.closed
      if (kind !== 'word' && kind !== 'other') line += countLines(text, from, end)
      if (isMeta) yield { kind: 'meta', text: trimBlanks(text.slice(from, end)), line: fromLine }
      else if (parts !== null || (kind !== 'blank' && kind !== 'comment')) {
        if (parts === null) {
          parts = []
          start = from
          startLine = fromLine
        }
        if (boundary.take(kind, text, from, end)) {
          const statement: string = parts.join('') + text.slice(start, end)
          parts = null
          if (isCopyFromStdin(statement)) mode = 'copy'
          const kind = mode === 'copy' ? 'copy' : 'statement'
          if (statement !== ';') yield { kind, text: statement, line: startLine }
        }
      } else if (kind === 'comment') yield { kind, text: text.slice(from, end), line: fromLine }
    }
    if (parts !== null) parts.push(text.slice(start, at))
    started ||= at > 0
    return at
  }

  function* readData(bytes: Buffer): Generator<ScriptPiece, Buffer | null> {
    const seen = data.lines
    const { data: rows, rest } = data.take(bytes)
    line += data.lines - seen
    if (rows.length > 0) yield { kind: 'data', bytes: rows }
    if (rest !== null) yield { kind: 'data-end', line: line - 1 }
    return rest
  }

  /** Reads what is pending, through as many COPY blocks as it holds; keeps what may go on. */
  function* read(final: boolean): Generator<ScriptPiece, void> {
    let bytes: Buffer = Buffer.concat(pending)
    while (bytes.length > 0) {
      if (mode === 'sql') {
        const end = yield* readSql(bytes.toString('latin1'), final)
        bytes = bytes.subarray(end)
        if (mode === 'sql') break
      } else if (mode === 'copy') {
        // The rows begin on the line after the statement.
        const rowsAt = /^[ \t\r]*\n?/.exec(bytes.toString('latin1', 0, 80))?.[0].length ?? 0
        if (rowsAt === bytes.length && bytes[rowsAt - 1] !== 10 && !final) break
        line += bytes[rowsAt - 1] === 10 ? 1 : 0
        bytes = bytes.subarray(rowsAt)
        data = createCopyDataReader()
        mode = 'data'
      } else {
        const rest: Buffer | null = yield* readData(bytes)
        bytes = rest ?? Buffer.alloc(0)
        if (rest !== null) mode = 'sql'
      }
    }
    pending = [bytes]
    pendingLength = bytes.length
    // A token that spans many chunks is looked at again only when there is twice as much of it.
    wanted = 2 * bytes.length
  }

  return {
    get line() {
      return line
    },
    *push(chunk) {
      pending.push(chunk)
      pendingLength += chunk.length
      if (pendingLength >= wanted) yield* read(false)
    },
    *end() {
      yield* read(true)
      if (mode === 'data') {
        const bytes = data.end()
        if (bytes === null) {
          yield { kind: 'data-end', line }
          return null
        }
        if (bytes.length > 0) yield { kind: 'data', bytes }
      }
      if (mode !== 'sql') return 'data'
      if (parts !== null) yield { kind: 'statement', text: trimBlanks(parts.join('')), line: startLine }
      return unclosed ? 'quote' : parts === null ? null : 'statement'
    },
  }
}

function metaLine(text: string, at: number) {
  const end = text.indexOf('\n', at)
  return { kind: 'blank', end: end < 0 ? text.length : end, closed: true } as const
}

/** Not `trimEnd`, to which a byte above ASCII may look like a blank. */
function trimBlanks(text: string): string {
  return text.replace(/[ \t\r\n\f\v]+$/, '')
}
