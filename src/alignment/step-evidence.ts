import { objectKey, type SchemaMemberId } from '../model/object.ts'
import type { StepEvidence } from '../model/plan.ts'
import type { Counted } from './against.ts'
import type { Decided } from './change.ts'
import type { Statement } from './ddl/statement.ts'

/** How big the tables are, by key; one that was not measured is not in it. */
export type TableSizes = ReadonlyMap<string, { readonly rows: number; readonly bytes: number }>

/** The tables whose size says how long a plan takes, or how many rows could stand against it. */
export function measuredTables(
  statements: readonly Statement[],
  decided: readonly Decided[],
): readonly SchemaMemberId[] {
  const tables = [...statements.flatMap(({ table }) => table ?? []), ...decided.flatMap(tableOf)]
  return [...new Map(tables.map((table) => [objectKey(table), table])).values()]
}

/**
 * What the rows say to a step: of the largest table that it is about.
 * @returns null where it does not depend on rows, or they were not measured
 */
export function stepEvidence(
  decided: readonly Decided[],
  statements: readonly Statement[],
  sizes: TableSizes,
): StepEvidence | null {
  const sized = measuredTables(statements, decided).flatMap((table) => sizes.get(objectKey(table)) ?? [])
  if (sized.length === 0) return null
  // Several may be refused for the same rows.
  const doubts = [...new Set(decided.flatMap(({ against }) => against ?? []))]
  const breaking = doubts.reduce((sum, each) => sum + (each.breaking ?? 0), 0)
  // Of a key over a column that is not there yet nothing can be counted; of the column itself it was.
  const isOpen = breaking === 0 && doubts.some((each) => each.breaking === null)
  const rewritten = statements
    .filter(({ hazards }) => hazards.includes('table-rewrite'))
    .flatMap(({ table }) => (table ? (sizes.get(objectKey(table)) ?? []) : []))
  return {
    rows: Math.max(...sized.map(({ rows }) => rows)),
    breaking: isOpen ? null : breaking,
    keys: isOpen ? null : keysOf(doubts),
    bytes: rewritten.length === 0 ? 0 : Math.max(...rewritten.map(({ bytes }) => bytes)),
  }
}

function keysOf(doubts: readonly Counted[]): number | null {
  const known = doubts.flatMap(({ keys }) => keys ?? [])
  return known.length === 0 ? null : known.reduce((sum, keys) => sum + keys, 0)
}

/** The table of what the rows were asked about. */
function tableOf({ against, finding: { object } }: Decided): readonly SchemaMemberId[] {
  if (against === null || !('table' in object)) return []
  return [{ kind: 'table', schema: object.schema, name: object.table }]
}
