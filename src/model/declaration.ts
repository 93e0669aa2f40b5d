import type { Location } from './finding.ts'

/** A field of a model as it is written, by the column it stands for. */
export interface DeclaredField {
  readonly name: string
  /** The column: `@map`, else the field's name. */
  readonly column: string
  readonly mapped: boolean
  /** Without `?` and `[]`: `String`, `Role`. */
  readonly type: string
  readonly list: boolean
  readonly optional: boolean
  /** The text inside `@default(…)`: `cuid()`, `"B2B"`; null without one. */
  readonly default: string | null
  readonly updatedAt: boolean
  readonly ignored: boolean
  readonly location: Location
}

export interface DeclaredIndex {
  readonly kind: 'primary-key' | 'unique' | 'index' | 'foreign-key'
  /** `map:`, else null. */
  readonly name: string | null
  /** The columns, in order. */
  readonly columns: readonly string[]
  readonly location: Location
}

export interface DeclaredModel {
  readonly kind: 'model' | 'view'
  readonly name: string
  readonly schema: string
  /** The table: `@@map`, else the model's name. */
  readonly table: string
  readonly mapped: boolean
  readonly ignored: boolean
  /** Scalar and enum fields; by column. */
  readonly fields: ReadonlyMap<string, DeclaredField>
  readonly indexes: readonly DeclaredIndex[]
  readonly location: Location
}

export interface DeclaredEnum {
  readonly name: string
  readonly schema: string
  /** The type: `@@map`, else the enum's name. */
  readonly type: string
  /** The names of its values; by label. */
  readonly values: ReadonlyMap<string, string>
  readonly location: Location
}

/** Where in the schema files each object of the database is written. */
export interface SourceMap {
  /** By `schema.table`. */
  readonly models: ReadonlyMap<string, DeclaredModel>
  /** By `schema.type`. */
  readonly enums: ReadonlyMap<string, DeclaredEnum>
  /** The tables behind implicit many-to-many relations, by `schema.table`: at the relation field. */
  readonly joinTables: ReadonlyMap<string, Location>
}
