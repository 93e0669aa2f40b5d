type TokenKind = 'newline' | 'comment' | 'string' | 'word' | 'punctuation' | 'unknown'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** In UTF-16 code units from 0. */
  readonly start: number
  readonly end: number
}

/**
 * Line ends, comments, strings, words, punctuation, and any other character that is no blank. A string ends with
 * its line at the latest, so that a forgotten quote costs one line and not the file.
 */
const pattern =
  /\r\n|\n|\r|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[^\r\n]|[^"\\\r\n])*"?|[\p{L}\p{N}_-]+|@@|\S/gu

/**
 * Cuts a schema file into tokens; blanks (and a byte order mark) are left out, every other character is in
 * exactly one token. Never fails. Follows the grammar at
 * https://www.prisma.io/docs/orm/prisma-schema/overview.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(pattern)) {
    const [found] = match
    tokens.push({ kind: kindOf(found), text: found, start: match.index, end: match.index + found.length })
  }
  return tokens
}

function kindOf(text: string): TokenKind {
  const first = text.charAt(0)
  if (first === '\n' || first === '\r') return 'newline'
  if (first === '"') return 'string'
  if (first === '/') return text.length > 1 ? 'comment' : 'unknown'
  if ('@{}()[],:=?.!'.includes(first)) return 'punctuation'
  return /^[\p{L}\p{N}_-]/u.test(text) ? 'word' : 'unknown'
}

/** The value of a string token: quotes off, escapes resolved. */
export function stringValue(text: string): string {
  const inside = text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text.slice(1)
  return inside.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gsu, (_, unicode?: string, character?: string) =>
    unicode === undefined
      ? (escapes[character ?? ''] ?? character ?? '')
      : String.fromCharCode(Number.parseInt(unicode, 16)),
  )
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
