import type { HistoryOutcome } from '../model/migration.ts'
import type { Difference } from './difference.ts'
import type { Explanation } from './rule.ts'

/** Already there: a column, an object, a relation, a schema, a function. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const duplicates: readonly string[] = ['42701', '42710', '42P07', '42P06', '42723']

/**
 * The migration that makes what was made in production by hand before, and fails for that. Where the two are not the
 * same, that is part of it; null for anything else.
 */
export function hotfixFinding({ lines }: Difference, history: HistoryOutcome | null): Explanation | null {
  const { production, applied } = lines
  const broken = history?.breaks
  if (!broken || !duplicates.includes(broken.sqlstate)) return null
  if (!production || applied || !lines.history) return null
  return { rule: 'migration-breaks', object: { kind: 'migration', name: broken.migration.name } }
}
