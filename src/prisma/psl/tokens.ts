type TokenKind = 'newline' | 'comment' | 'string' | 'word' | 'punctuation' | 'unknown'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** In UTF-16 code units from 0. */
  readonly start: number
  readonly end: number
}

/** A string ends with its line at the latest, so that a forgotten quote costs one line and not the file. */
const pattern =
  /(?<newline>\r\n|\n|\r)|(?<comment>\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:\\[^\r\n]|[^"\\\r\n])*"?)|(?<word>[\p{L}\p{N}_-]+)|(?<punctuation>@@|[@{}()[\],:=?.!])|(?<unknown>\S)/gu

/**
 * Cuts a schema file into tokens; blanks (and a byte order mark) are left out, every other character is in
 * exactly one token. Never fails. Follows the grammar at
 * https://www.prisma.io/docs/orm/prisma-schema/overview.
 */
export function tokenize(text: string): readonly Token[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    kind: kindOf(match.groups ?? {}),
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind {
  const { newline, comment, string, word, punctuation } = groups
  if (word !== undefined) return 'word'
  if (punctuation !== undefined) return 'punctuation'
  if (newline !== undefined) return 'newline'
  if (string !== undefined) return 'string'
  return comment === undefined ? 'unknown' : 'comment'
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
