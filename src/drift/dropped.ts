import type { DroppedObject } from '../model/migration.ts'
import type { Difference, Drift } from './difference.ts'
import { canonicalOf, listOf } from './value.ts'
import { code } from './wording.ts'

/**
 * The statement of a migration that dropped what schema.prisma goes on to declare: it is missing on purpose. Null
 * where production, or the history alone, is out, and where no migration drops it.
 */
export function droppedBy({ id, lines, verdicts }: Difference, { context }: Drift): DroppedObject | null {
  const verdict = verdicts.get('presence')
  const declared = lines.schema
  if (!declared || !verdict || verdict.cause !== 'schema' || verdict.votes.database || !('table' in id))
    return null
  const kind = id.kind === 'foreign-key' ? 'foreign-key' : 'index'
  const columns = listOf(canonicalOf(declared, 'columns')).join('\n')
  return (
    (context.dropped ?? []).find(
      (dropped) =>
        dropped.kind === kind &&
        dropped.table === id.table &&
        (dropped.schema === null || dropped.schema === id.schema) &&
        dropped.columns.join('\n') === columns,
    ) ?? null
  )
}

/** `20250201000000_drop drops it (prisma/migrations/20250201000000_drop/migration.sql:3).` Null where no migration does. */
export function dropRemark(difference: Difference, drift: Drift): string | null {
  const dropped = droppedBy(difference, drift)
  if (!dropped) return null
  const { file, line } = dropped.location
  return `${code(dropped.migration)} drops it (${code(`${file}:${line}`)}).`
}
