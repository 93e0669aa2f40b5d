export interface CopyDataReader {
  /** The line breaks seen so far. */
  readonly lines: number
  /**
   * Takes the next bytes of the block. `data` is what of them (and of bytes held back before) is rows; `rest` is
   * what follows the end mark, null while the block goes on.
   */
  take(chunk: Buffer): { readonly data: Buffer; readonly rest: Buffer | null }
  /** At the end of the script: the bytes held back, or null where they are the end mark itself. */
  end(): Buffer | null
}

const newline = 10
const none = Buffer.alloc(0)

/**
 * Reads a COPY block up to its end mark, a line that is `\.` alone, wherever the chunks are cut.
 * @see https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export function createCopyDataReader(): CopyDataReader {
  let lines = 0
  let held: Buffer = none
  let lineStart = true

  return {
    get lines() {
      return lines
    },
    take(chunk) {
      const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
      held = none
      for (let at = 0; at < bytes.length; ) {
        const mark = lineStart ? endMark(bytes, at) : 'no'
        if (mark === 'maybe') {
          held = bytes.subarray(at)
          return { data: bytes.subarray(0, at), rest: null }
        }
        const next = bytes.indexOf(newline, at) + 1
        if (next > 0) lines++
        if (mark === 'yes') return { data: bytes.subarray(0, at), rest: bytes.subarray(next) }
        lineStart = next > 0
        at = next || bytes.length
      }
      return { data: bytes, rest: null }
    },
    end() {
      const text = held.toString('latin1').trimEnd()
      return text === '\\.' ? null : held
    },
  }
}

function endMark(bytes: Buffer, at: number): 'yes' | 'no' | 'maybe' {
  for (const [index, expected] of [0x5c, 0x2e].entries()) {
    if (at + index >= bytes.length) return 'maybe'
    if (bytes[at + index] !== expected) return 'no'
  }
  const after = bytes[at + 2] === 0x0d ? at + 3 : at + 2
  if (after >= bytes.length) return 'maybe'
  return bytes[after] === newline ? 'yes' : 'no'
}
