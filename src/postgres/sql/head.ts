import { readToken, type TokenKind } from './token.ts'

export interface Word {
  readonly kind: Exclude<TokenKind, 'blank' | 'comment'>
  /** As written. */
  readonly text: string
  /** In the statement, in characters. */
  readonly offset: number
}

/** The tokens of one statement without its blanks and comments, lazily: a reader may stop after the first few. */
export function* words(statement: string): Generator<Word, void> {
  for (let at = 0; at < statement.length; ) {
    const { kind, end } = readToken(statement, at, true)
    if (kind !== 'blank' && kind !== 'comment') yield { kind, text: statement.slice(at, end), offset: at }
    at = end
  }
}

/** A name as the database has it: without its quotes, else in lower case. */
export function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()
}

/** Does this statement read its rows from the lines that follow it? */
export function isCopyFromStdin(statement: string): boolean {
  if (!/^copy\b/i.test(statement)) return false
  let depth = 0
  let previous = ''
  for (const { kind, text } of words(statement)) {
    if (kind === 'open') depth++
    else if (kind === 'close') depth--
    const word = kind === 'word' && depth === 0 ? text.toLowerCase() : ''
    if (word === 'stdin' && previous === 'from') return true
    previous = word
  }
  return false
}
