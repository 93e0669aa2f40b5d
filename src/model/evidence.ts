import { objectKey, type SchemaMemberId, type TableMemberId } from './object.ts'

/** What the rows of a database can be asked. */
export type Question =
  /** How many rows hold a null in this column? */
  | { readonly kind: 'nulls'; readonly column: TableMemberId }
  /** How many rows hold a value in this column? */
  | { readonly kind: 'values'; readonly column: TableMemberId }
  /** How many rows hold one of these labels, in any column of this enum type or of an array of it? */
  | { readonly kind: 'labels'; readonly enum: SchemaMemberId; readonly labels: readonly string[] }

/** A count, never a value. */
export interface Answer {
  /** How many rows do; a row is counted once for each column. */
  readonly rows: number
  /** The columns in which they are, sorted; empty when there are none. */
  readonly columns: readonly TableMemberId[]
}

/** What the rows said, by `questionKey`; a question that is not in it was not measured. */
export type Evidence = ReadonlyMap<string, Answer>

/** The identity of a question: equal for equal questions, whatever the order of the labels. */
export function questionKey(question: Question): string {
  if (question.kind === 'labels')
    return JSON.stringify([question.kind, objectKey(question.enum), ...[...question.labels].sort()])
  return JSON.stringify([question.kind, objectKey(question.column)])
}

/** What the rows say to a question; null where it was not measured. */
export function answer(evidence: Evidence, question: Question): Answer | null {
  return evidence.get(questionKey(question)) ?? null
}
