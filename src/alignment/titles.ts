import type { Finding } from '../model/finding.ts'
import { type ObjectId, type ObjectKind, objectName } from '../model/object.ts'
import type { Direction } from '../model/plan.ts'
import type { Change, Decided } from './change.ts'

/** What a step does, as a heading: "Add the column `users.password` to production". */
export function titleOf(
  { finding: { rule, object }, decision }: Decided,
  direction: Direction,
  change: Change | null,
): string {
  const what = subjectOf({ rule, object })
  if (decision.kind !== 'settle') return decision.title ?? `Decide about ${what}`
  const { difference, database, history } = change ?? { difference: null, database: null, history: null }
  if (rule === 'id-strategy' && direction === 'schema')
    return `Let schema.prisma make ids as ${what} has them`
  if (direction === 'database') {
    if (database === null) return `Take ${what} away from production`
    return difference?.database === null ? `Add ${what} to production` : `Change ${what} in production`
  }
  if (direction === 'schema')
    return difference?.lines.schema === null
      ? `Declare ${what} in schema.prisma`
      : `Let schema.prisma have ${what} as production has it`
  return difference?.lines.history === null && history !== null
    ? `Put ${what} into the migrations`
    : `Let the migrations make ${what} as production has it`
}

/** What a finding is about, as part of a heading. */
export function subjectOf({ rule, object }: Pick<Finding, 'rule' | 'object'>): string {
  return rule === 'migration-missing' ? 'what no migration makes yet' : nounOf(object)
}

/** As in ``the column `users.email` ``. */
function nounOf(object: ObjectId): string {
  return `the ${nouns[object.kind] ?? object.kind.replaceAll('-', ' ')} \`${objectName(object)}\``
}

/** What a kind is called where its own name does not say it. */
const nouns: Readonly<Partial<Record<ObjectKind, string>>> = {
  unique: 'unique index',
  check: 'check constraint',
  exclusion: 'exclusion constraint',
  composite: 'composite type',
  range: 'range type',
}
