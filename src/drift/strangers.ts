import { answer, type Evidence, type Question } from '../model/evidence.ts'
import { objectKey } from '../model/object.ts'
import type { Drift } from './difference.ts'

/** What the rows must be asked to know which columns are no others under a new name. */
export function candidateQuestions({ candidates }: Drift): readonly Question[] {
  return candidates.flatMap((column): readonly Question[] => [
    { kind: 'nulls', column },
    { kind: 'values', column },
  ])
}

/**
 * The candidates that hold nothing though their table has rows: that is not where the values of a column went.
 * @param evidence the answers to `candidateQuestions`; what was not measured is no stranger
 * @returns their keys, as `DriftContext.strangers` has them
 */
export function strangersOf({ candidates }: Drift, evidence: Evidence): ReadonlySet<string> {
  const rows = (question: Question) => answer(evidence, question)?.rows
  const isStranger = (column: Drift['candidates'][number]) =>
    rows({ kind: 'values', column }) === 0 && (rows({ kind: 'nulls', column }) ?? 0) > 0
  return new Set(candidates.filter(isStranger).map(objectKey))
}
