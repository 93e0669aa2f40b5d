import {
  type Argument,
  type Attribute,
  type Block,
  blockKeywords,
  type Expression,
  type Field,
  type FieldType,
  type Member,
  type Property,
  type Span,
  type Word,
} from './syntax.ts'
import { stringValue, type Token, tokenize } from './tokens.ts'

/**
 * Reads the blocks of a schema file with the exact place of every part. Never fails: what it does not
 * understand it leaves out, line by line, so that a schema that does not validate can still be located.
 */
export function parsePsl(text: string): readonly Block[] {
  const cursor = new Cursor(tokenize(text).filter((token) => token.kind !== 'comment'))
  const blocks: Block[] = []
  while (!cursor.done) {
    if (cursor.atBlock()) blocks.push(block(cursor))
    else cursor.next()
  }
  return blocks
}

/** Where the reading has come to. Comments are gone; line ends count only outside brackets. */
class Cursor {
  readonly #tokens: readonly Token[]
  #index = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get done(): boolean {
    return this.#index >= this.#tokens.length
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#index + ahead]
  }

  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.kind === 'punctuation' && token.text === text
  }

  atWord(ahead = 0): boolean {
    return this.peek(ahead)?.kind === 'word'
  }

  /** At `keyword Name {`, which also ends a block whose brace was forgotten. */
  atBlock(): boolean {
    const known = blockKeywords.some((keyword) => keyword === this.peek()?.text)
    return known && this.atWord() && this.atWord(1) && this.at('{', 2)
  }

  next(): Token | undefined {
    const token = this.peek()
    if (token) this.#index++
    return token
  }

  take(text: string): Token | undefined {
    return this.at(text) ? this.next() : undefined
  }

  takeWord(): Word | undefined {
    return this.atWord() ? this.next() : undefined
  }

  skipLine(): void {
    while (!this.done && this.peek()?.kind !== 'newline' && !this.at('}')) this.next()
  }

  skipNewlines(): void {
    while (this.peek()?.kind === 'newline') this.next()
  }

  /** Does a new member begin on a later line, so that the brackets open here were forgotten? */
  memberFollows(): boolean {
    let ahead = 0
    while (this.peek(ahead)?.kind === 'newline') ahead++
    return ahead > 0 && (this.at('@@', ahead) || (this.atWord(ahead) && this.atWord(ahead + 1)))
  }

  /** Where the last token that was taken ends. */
  get end(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0
  }
}

function block(cursor: Cursor): Block {
  const keyword = word(cursor)
  const name = word(cursor)
  cursor.next()
  const bodyStart = cursor.end
  const members: Member[] = []
  cursor.skipNewlines()
  while (!cursor.done && !cursor.at('}') && !cursor.atBlock()) {
    const found = member(cursor, keyword.text)
    if (found) members.push(found)
    cursor.skipLine()
    cursor.skipNewlines()
  }
  const bodyEnd = cursor.peek()?.start ?? cursor.end
  cursor.take('}')
  return {
    keyword,
    name,
    body: { start: bodyStart, end: bodyEnd },
    members,
    start: keyword.start,
    end: cursor.end,
  }
}

function word(cursor: Cursor): Word {
  return cursor.takeWord() ?? { text: '', start: cursor.end, end: cursor.end }
}

function member(cursor: Cursor, keyword: string): Member | null {
  if (cursor.at('@@')) {
    const found = attribute(cursor)
    return { kind: 'attribute', attribute: found, start: found.start, end: found.end }
  }
  const name = cursor.takeWord()
  if (!name) {
    cursor.next()
    return null
  }
  return cursor.take('=') ? property(cursor, name) : field(cursor, name, keyword)
}

function property(cursor: Cursor, name: Word): Property {
  const value = expression(cursor)
  return { kind: 'property', name, value, start: name.start, end: cursor.end }
}

function field(cursor: Cursor, name: Word, keyword: string): Field {
  cursor.take(':')
  const type = keyword === 'enum' ? null : fieldType(cursor)
  const attributes: Attribute[] = []
  while (cursor.at('@') || cursor.at('@@')) attributes.push(attribute(cursor))
  return { kind: 'field', name, type, attributes, start: name.start, end: cursor.end }
}

function fieldType(cursor: Cursor): FieldType | null {
  const base = cursor.takeWord()
  if (!base) return null
  const inside = base.text === 'Unsupported' && cursor.at('(') ? args(cursor).args[0]?.value : undefined
  const name = inside?.kind === 'string' ? `Unsupported(${JSON.stringify(inside.value)})` : base.text
  const list = cursor.at('[') && cursor.at(']', 1)
  if (list) {
    cursor.next()
    cursor.next()
  }
  const optional = cursor.take('?') !== undefined
  cursor.take('!')
  return { name, list, optional, start: base.start, end: cursor.end }
}

function attribute(cursor: Cursor): Attribute {
  const start = cursor.next()?.start ?? cursor.end
  const name = path(cursor)
  const found = cursor.at('(') ? args(cursor) : null
  return { name, args: found?.args ?? [], inside: found?.inside ?? null, start, end: cursor.end }
}

function path(cursor: Cursor): string {
  let text = cursor.takeWord()?.text ?? ''
  while (cursor.at('.') && cursor.atWord(1)) {
    cursor.next()
    text += `.${word(cursor).text}`
  }
  return text
}

/** A parenthesis that is never closed ends with its block. */
function args(cursor: Cursor): { readonly args: readonly Argument[]; readonly inside: Span } {
  cursor.next()
  const start = cursor.end
  const found = list(cursor, ')', argument)
  const end = cursor.peek()?.start ?? cursor.end
  cursor.take(')')
  return { args: found, inside: { start, end } }
}

function argument(cursor: Cursor): Argument | null {
  const name = cursor.atWord() && cursor.at(':', 1) ? (cursor.takeWord() ?? null) : null
  if (name) {
    cursor.next()
    cursor.skipNewlines()
  }
  const value = expression(cursor)
  return value && { name, value, start: name?.start ?? value.start, end: value.end }
}

function expression(cursor: Cursor): Expression | null {
  const token = cursor.peek()
  if (token?.kind === 'string') {
    cursor.next()
    return { kind: 'string', value: stringValue(token.text), start: token.start, end: token.end }
  }
  if (token?.kind === 'word') {
    const text = path(cursor)
    if (!cursor.at('(')) return { kind: 'word', text, start: token.start, end: cursor.end }
    const found = args(cursor).args
    return { kind: 'call', name: text, args: found, start: token.start, end: cursor.end }
  }
  if (token && cursor.at('{')) return object(cursor)
  if (!token || !cursor.take('[')) return null
  const items = list(cursor, ']', expression)
  cursor.take(']')
  return { kind: 'array', items, start: token.start, end: cursor.end }
}

/** `{ a: true }`, as in `where: { a: true }`. */
function object(cursor: Cursor): Expression {
  const start = cursor.next()?.start ?? cursor.end
  list(cursor, '}', argument)
  cursor.take('}')
  return { kind: 'object', start, end: cursor.end }
}

function list<T>(cursor: Cursor, close: string, item: (cursor: Cursor) => T | null): readonly T[] {
  const items: T[] = []
  while (!listEnds(cursor, close)) {
    cursor.skipNewlines()
    const found = item(cursor)
    if (found) items.push(found)
    else if (!listEnds(cursor, close)) cursor.next()
    cursor.take(',')
  }
  return items
}

function listEnds(cursor: Cursor, close: string): boolean {
  return cursor.done || [close, '{', '}'].some((text) => cursor.at(text)) || cursor.memberFollows()
}
