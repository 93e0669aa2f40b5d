import type { ObjectId } from './object.ts'

/** What an attribute can hold, as Postgres prints it. */
export type AttributeValue = string | number | boolean | null | readonly string[]

/** Attribute names and values. Every object of a kind carries the same names. */
export type Attributes = Readonly<Record<string, AttributeValue>>

/** What helps to know an object again that has another name. Never compared. */
interface Hints {
  /** The same in a clone of the database, whatever the object is called by then. */
  readonly identity: string
  /** Orders the columns of a table; null for what is no column. */
  readonly position: number | null
}

/** One object of a database, as one line has it. */
export interface CatalogObject {
  readonly id: ObjectId
  /** As Postgres prints them; what a report shows. */
  readonly attributes: Attributes
  /** For the attributes of which different texts mean the same: the text to compare instead. */
  readonly canonical: Attributes
  /** The key of the object without which this one cannot exist; null for a root. */
  readonly parent: string | null
  /** Of tables, columns and enums. */
  readonly hints?: Hints
  /** Of the table of an implicit many-to-many relation: what keeps its pairs apart, where that is told of the table. */
  readonly pairKey?: CatalogObject
  /** Of domains: what each of its checks is called, by its text. Never compared. */
  readonly checkNames?: Readonly<Record<string, string>>
}

/** A gap: objects that were seen and are not compared. */
export interface Gap {
  readonly kind: string
  readonly count: number
  readonly message: string
}

/** The kind of the gap that says that there is no migration history. */
export const noHistory = 'no-history'

/** All that a reader saw in one database; objects by `objectKey`. */
export interface Catalog {
  readonly objects: ReadonlyMap<string, CatalogObject>
  readonly gaps: readonly Gap[]
}
