import type { Difference } from '../drift/difference.ts'
import { objectKey } from '../model/object.ts'
import type { Decided } from './change.ts'

/**
 * Keys and indexes bear the names of the table and the columns that they are on. Where these get other names, what is
 * on them does too, and no finding tells of it.
 * @returns what is decided about the rename that an object without a finding goes with; none for any other object
 */
export function renamedParts(decided: readonly Decided[]): (difference: Difference) => readonly Decided[] {
  const byTable = new Map<string, Decided>()
  for (const each of decided) {
    const { object } = each.finding
    if (each.decision.kind !== 'settle' || !each.attributes.includes('name')) continue
    const table =
      object.kind === 'column' ? { ...object, kind: 'table' as const, name: object.table } : object
    if (table.kind === 'table')
      byTable.set(objectKey({ kind: 'table', schema: table.schema, name: table.name }), each)
  }
  return ({ id, verdicts }) => {
    if (!('table' in id) || id.kind === 'column' || !verdicts.has('name')) return []
    const rename = byTable.get(objectKey({ kind: 'table', schema: id.schema, name: id.table }))
    return rename ? [{ ...rename, attributes: ['name'] }] : []
  }
}
