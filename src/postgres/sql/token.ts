export type TokenKind =
  | 'blank'
  | 'comment'
  | 'word'
  | 'quoted'
  | 'string'
  | 'semicolon'
  | 'open'
  | 'close'
  | 'backslash'
  | 'other'

export interface Token {
  readonly kind: TokenKind
  /** Where the next token begins. */
  readonly end: number
  /** False for a quote or a comment that the text ends inside of. */
  readonly closed: boolean
}

const blank = /[ \t\n\r\f\v]+/y
const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y
const lineComment = /--[^\n\r]*/y
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?/y
const continuation = /[ \t\f\v]*[\n\r][ \t\n\r\f\v]*'/y
const plain = /[^A-Za-z_\u0080-\uffff'"$;()\-/\\ \t\n\r\f\v]+/y

/**
 * The token of PostgreSQL's SQL that begins at `at`, which must lie inside `text`. A token that reaches the end
 * of the text may go on in text yet to come. The text may be UTF-16 or bytes read as Latin-1: everything above
 * ASCII is part of a word, as in the server's own lexer.
 * @param standardStrings whether a backslash is an ordinary character in '…' (`standard_conforming_strings`).
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html
 */
export function readToken(text: string, at: number, standardStrings: boolean): Token {
  switch (text[at]) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v':
      return token('blank', matchEnd(blank, text, at))
    case "'":
      return standardStrings ? quoted(text, at, "'", 'string') : escaped(text, at)
    case '"':
      return quoted(text, at, '"', 'quoted')
    case ';':
      return token('semicolon', at + 1)
    case '(':
      return token('open', at + 1)
    case ')':
      return token('close', at + 1)
    case '\\':
      return token('backslash', at + 1)
    case '$':
      return dollarQuoted(text, at)
    case '-':
      return text[at + 1] === '-' ? token('comment', matchEnd(lineComment, text, at)) : token('other', at + 1)
    case '/':
      return text[at + 1] === '*' ? blockComment(text, at) : token('other', at + 1)
  }
  const wordEnd = matchEnd(word, text, at)
  if (wordEnd === at) return token('other', matchEnd(plain, text, at))
  const isEscapePrefix = wordEnd === at + 1 && (text[at] === 'e' || text[at] === 'E')
  return isEscapePrefix && text[wordEnd] === "'" ? escaped(text, wordEnd) : token('word', wordEnd)
}

function token(kind: TokenKind, end: number, closed = true): Token {
  return { kind, end, closed }
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function quoted(text: string, at: number, mark: string, kind: 'string' | 'quoted'): Token {
  for (let from = at + 1; ; ) {
    const end = text.indexOf(mark, from)
    if (end < 0) return token(kind, text.length, false)
    if (text[end + 1] !== mark) return token(kind, end + 1)
    from = end + 2
  }
}

const quoteOrBackslash = /['\\]/g

function escaped(text: string, at: number): Token {
  for (let from = at + 1; ; ) {
    quoteOrBackslash.lastIndex = from
    const end = quoteOrBackslash.exec(text)?.index
    if (end === undefined) return token('string', text.length, false)
    if (text[end] === '\\' || text[end + 1] === "'") from = end + 2
    else {
      // A string goes on, by the same rules, after blanks with a line break among them.
      const next = matchEnd(continuation, text, end + 1)
      if (next === end + 1) return token('string', blankToTheEnd(text, end + 1) ? text.length : end + 1)
      from = next
    }
  }
}

function blankToTheEnd(text: string, at: number): boolean {
  return at < text.length && matchEnd(blank, text, at) === text.length
}

function dollarQuoted(text: string, at: number): Token {
  const tagEnd = matchEnd(dollarTag, text, at)
  if (text[tagEnd] !== '$') return token('other', tagEnd === text.length ? tagEnd : at + 1)
  const tag = text.slice(at, tagEnd + 1)
  const end = text.indexOf(tag, tagEnd + 1)
  return end < 0 ? token('string', text.length, false) : token('string', end + tag.length)
}

const commentMark = /\/\*|\*\//g

function blockComment(text: string, at: number): Token {
  commentMark.lastIndex = at + 2
  for (let depth = 1, match = commentMark.exec(text); match; match = commentMark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return token('comment', commentMark.lastIndex)
  }
  return token('comment', text.length, false)
}
