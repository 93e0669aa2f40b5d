import { objectKey, type SchemaMemberId, type TableMemberId } from './object.ts'

/** What the rows of a database can be asked. Expressions are as Postgres prints them, with an empty search path. */
export type Question =
  /** How many rows hold a null in this column? */
  | { readonly kind: 'nulls'; readonly column: TableMemberId }
  /** How many rows hold a value in this column? */
  | { readonly kind: 'values'; readonly column: TableMemberId }
  /** How many rows hold a text of more characters than this? */
  | { readonly kind: 'longer'; readonly column: TableMemberId; readonly length: number }
  /** How many rows hold one of these labels, in any column of this enum type or of an array of it? */
  | { readonly kind: 'labels'; readonly enum: SchemaMemberId; readonly labels: readonly string[] }
  /** How many rows are there? */
  | { readonly kind: 'rows'; readonly table: SchemaMemberId }
  /** How many rows does a check refuse? */
  | { readonly kind: 'violations'; readonly table: SchemaMemberId; readonly expression: string }
  | DuplicatesQuestion
  | OrphansQuestion

/** How many rows are there beyond the first of each key? */
export interface DuplicatesQuestion {
  readonly kind: 'duplicates'
  readonly table: SchemaMemberId
  /** Names of columns, and expressions in brackets. */
  readonly keys: readonly string[]
  /** Which rows count; null: all. */
  readonly predicate: string | null
  /** Is a null the same as another? */
  readonly nullsEqual: boolean
}

/** How many rows point to no row? One that holds a null points nowhere. */
export interface OrphansQuestion {
  readonly kind: 'orphans'
  readonly table: SchemaMemberId
  readonly columns: readonly string[]
  readonly target: SchemaMemberId
  readonly targetColumns: readonly string[]
}

/** A count, never a value. */
export interface Answer {
  /** How many rows do; a row is counted once for each column. */
  readonly rows: number
  /** The columns in which they are, sorted; empty when there are none, or it is not about columns. */
  readonly columns: readonly TableMemberId[]
  /** How many different keys these rows have; null where the question is about no key. */
  readonly keys: number | null
}

/** What the rows said, by `questionKey`; a question that is not in it was not measured. */
export type Evidence = ReadonlyMap<string, Answer>

/** The identity of a question: equal for equal questions, whatever the order of the labels. */
export function questionKey(question: Question): string {
  const { kind } = question
  switch (kind) {
    case 'nulls':
    case 'values':
      return JSON.stringify([kind, objectKey(question.column)])
    case 'longer':
      return JSON.stringify([kind, objectKey(question.column), question.length])
    case 'labels':
      return JSON.stringify([kind, objectKey(question.enum), ...[...question.labels].sort()])
    case 'rows':
      return JSON.stringify([kind, objectKey(question.table)])
    case 'violations':
      return JSON.stringify([kind, objectKey(question.table), question.expression])
    case 'duplicates': {
      const { table, keys, predicate, nullsEqual } = question
      return JSON.stringify([kind, objectKey(table), keys, predicate, nullsEqual])
    }
    case 'orphans': {
      const { table, columns, target, targetColumns } = question
      return JSON.stringify([kind, objectKey(table), columns, objectKey(target), targetColumns])
    }
  }
}

/** What the rows say to a question; null where it was not measured. */
export function answer(evidence: Evidence, question: Question): Answer | null {
  return evidence.get(questionKey(question)) ?? null
}
