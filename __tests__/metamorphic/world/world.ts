/** A database as a value, in any of the lines: what happens to it are events. */
import type { IdName, TypeName } from './types.ts'

export interface World {
  readonly enums: Enum[]
  readonly tables: Table[]
  /** What schema.prisma cannot say. */
  readonly beyond: Beyond[]
}

export interface Enum {
  /** In the code, where it stays what it is. */
  readonly model: string
  /** In the database. */
  name: string
  schema: Schema
  labels: { readonly value: string; name: string }[]
}

type Schema = 'public' | 'other'

export interface Table {
  readonly model: string
  name: string
  schema: Schema
  id: IdName
  readonly fields: Field[]
  readonly keys: Key[]
  readonly relations: Relation[]
  readonly joins: Join[]
}

export interface Field {
  readonly field: string
  name: string
  /** Or the model of an enum. */
  type: TypeName | `enum ${string}`
  isOptional: boolean
  isList: boolean
  /** Which of the defaults of its type; null for none. */
  fallback: number | null
  /** Is it made of the id? */
  isGenerated: boolean
}

export interface Key {
  readonly key: string
  isUnique: boolean
  fields: readonly string[]
  /** A name of its own; null for Prisma's. */
  name: string | null
  isDescending: boolean
}

/** A foreign key, from a field to an id or to a unique field. */
export interface Relation {
  readonly name: string
  readonly field: string
  to: string
  /** The field that it points to; null for the id. */
  target: string | null
  onDelete: 'Cascade' | 'Restrict' | 'NoAction' | null
}

/** Many to many, without a model between them. */
interface Join {
  readonly name: string
  readonly to: string
}

export interface Beyond {
  readonly name: string
  kind: 'check' | 'view' | 'trigger' | 'partial' | 'expression' | 'comment' | 'exclusion' | 'materialized'
  readonly model: string
  /** Null for the id. */
  readonly field: string | null
  /** In which it may differ from another one of its name. */
  n: number
}

export const emptyWorld = (): World => ({ enums: [], tables: [], beyond: [] })

export function tableOf({ tables }: World, model: string): Table | undefined {
  return tables.find((table) => table.model === model)
}

export function fieldOf(table: Table | undefined, name: string | null): Field | undefined {
  return table?.fields.find(({ field }) => field === name)
}
