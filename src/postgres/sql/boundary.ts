import type { TokenKind } from './token.ts'

/** Follows a script token by token and knows where each statement ends. */
export interface Boundary {
  /** How '…' is to be read now: what the script's own `SET standard_conforming_strings` last said. */
  readonly standardStrings: boolean
  /** Takes the next token, `text` from `at` to `end`. True when it is the semicolon that ends its statement. */
  take(kind: TokenKind, text: string, at: number, end: number): boolean
}

const headLength = 6

/**
 * The rules are psql's: a semicolon ends a statement unless it stands in parentheses (CREATE RULE) or in the
 * `BEGIN ATOMIC … END` body of a CREATE FUNCTION or PROCEDURE.
 * @see https://www.postgresql.org/docs/current/app-psql.html
 */
export function createBoundary(): Boundary {
  let standardStrings = true
  let parentheses = 0
  let body = 0
  let head: string[] = []
  let previous = ''

  const takeWord = (text: string, at: number, end: number) => {
    const inRoutine = isRoutine(head)
    if (!inRoutine && head.length >= headLength) return
    const word = text.slice(at, end).toLowerCase()
    if (head.length < headLength) head.push(word)
    if (inRoutine && parentheses === 0) {
      if (body === 0) body = word === 'atomic' && previous === 'begin' ? 1 : 0
      else if (word === 'case') body++
      else if (word === 'end') body--
    }
    previous = word
  }

  return {
    get standardStrings() {
      return standardStrings
    },
    take(kind, text, at, end) {
      if (kind === 'word') takeWord(text, at, end)
      else if (kind === 'string' && head[0] === 'set') head.push(text.slice(at + 1, end - 1).toLowerCase())
      else if (kind === 'open') parentheses++
      else if (kind === 'close') parentheses = Math.max(0, parentheses - 1)
      else if (kind === 'semicolon' && parentheses === 0 && body === 0) {
        standardStrings = stringsSetting(head) ?? standardStrings
        head = []
        previous = ''
        return true
      }
      return false
    },
  }
}

function isRoutine(head: readonly string[]): boolean {
  if (head[0] !== 'create') return false
  const kind = head[1] === 'or' && head[2] === 'replace' ? head[3] : head[1]
  return kind === 'function' || kind === 'procedure'
}

function stringsSetting(head: readonly string[]): boolean | null {
  if (head[0] !== 'set' || !head.includes('standard_conforming_strings')) return null
  return !['off', 'false', 'no'].includes(head.at(-1) ?? '')
}
