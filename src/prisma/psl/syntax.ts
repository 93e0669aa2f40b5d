/** A stretch of a schema file in UTF-16 code units from 0; `end` is the first one after it. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Word extends Span {
  readonly text: string
}

/** A value as it is written; `word` is an identifier, a dotted path, a number or a boolean, `object` is `{ a: true }`. */
export type Expression =
  | (Span & { readonly kind: 'string'; readonly value: string })
  | (Span & { readonly kind: 'array'; readonly items: readonly Expression[] })
  | (Span & { readonly kind: 'call'; readonly name: string; readonly args: readonly Argument[] })
  | (Span & { readonly kind: 'word'; readonly text: string })
  | (Span & { readonly kind: 'object' })

export interface Argument extends Span {
  readonly name: Word | null
  readonly value: Expression
}

/** `@id`, `@db.Uuid`, `@@index([a, b], map: "x")`: the span begins at the first `@`. */
export interface Attribute extends Span {
  /** Without `@`: `id`, `db.Uuid`. */
  readonly name: string
  readonly args: readonly Argument[]
  /** What stands between the parentheses; null without any. */
  readonly inside: Span | null
}

export interface FieldType extends Span {
  /** `String`, `Role`, `Unsupported("tsvector")`: without `?` and `[]`. */
  readonly name: string
  readonly list: boolean
  readonly optional: boolean
}

/** One line of a model, view, type (with a type) or of an enum (without). */
export interface Field extends Span {
  readonly kind: 'field'
  readonly name: Word
  readonly type: FieldType | null
  readonly attributes: readonly Attribute[]
}

/** `provider = "postgresql"` */
export interface Property extends Span {
  readonly kind: 'property'
  readonly name: Word
  readonly value: Expression | null
}

/** `@@map("users")` */
interface BlockAttribute extends Span {
  readonly kind: 'attribute'
  readonly attribute: Attribute
}

export type Member = Field | Property | BlockAttribute

/** `model User { … }`: from the keyword to the closing brace. */
export interface Block extends Span {
  readonly keyword: Word
  readonly name: Word
  /** Between the braces. */
  readonly body: Span
  readonly members: readonly Member[]
}

export const blockKeywords = ['model', 'view', 'enum', 'type', 'datasource', 'generator'] as const
