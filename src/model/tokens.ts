/**
 * A piece of an expression as Postgres prints it. `word` is a keyword or an unquoted name, `name` a quoted one
 * (its text keeps the quotes), `literal` a constant in quotes with its prefix.
 */
export interface Token {
  readonly kind: 'word' | 'name' | 'literal' | 'number' | 'symbol'
  readonly text: string
}

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const lexemes = [
  { kind: 'blank', pattern: /\s+/y },
  { kind: 'literal', pattern: /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y },
  { kind: 'literal', pattern: /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'/y },
  { kind: 'literal', pattern: /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\1\$/y },
  { kind: 'name', pattern: /(?:[uU]&)?"(?:[^"]|"")*"/y },
  { kind: 'number', pattern: /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y },
  { kind: 'word', pattern: /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y },
  { kind: 'symbol', pattern: /::|[()[\],.;:]/y },
  { kind: 'symbol', pattern: /[-+*/<>=~!@#%^&|`?]+/y },
  { kind: 'symbol', pattern: /[\s\S]/y },
] as const

/**
 * Splits an expression into tokens; blanks between them are left out, and nothing inside quotes is touched.
 * Any text can be split: what is no token of SQL is a symbol of one character.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    for (const { kind, pattern } of lexemes) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (match === null) continue
      if (kind !== 'blank') tokens.push({ kind, text: match[0] })
      at = pattern.lastIndex
      break
    }
  }
  return tokens
}
