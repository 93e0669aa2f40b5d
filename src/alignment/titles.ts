import { type ObjectId, objectName } from '../model/object.ts'
import type { Direction } from '../model/plan.ts'
import type { Change, Decided } from './change.ts'
import { deploy } from './outcomes.ts'

/** What a step does, as a heading: "Add the column `users.password` to production". */
export function titleOf(
  { finding: { rule, object }, decision }: Decided,
  direction: Direction,
  change: Change | null,
): string {
  const what = nounOf(object)
  if (direction === 'person') return `Decide about ${what}`
  if (decision.kind === 'command') {
    if (rule === 'migration-missing') return 'Add the migrations that schema.prisma lacks'
    return decision.commands.includes(deploy) ? `Deploy ${what}` : `Record ${what} in production`
  }
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

/** ``the column `users.email` `` */
function nounOf(object: ObjectId): string {
  return `the ${object.kind.replaceAll('-', ' ')} \`${objectName(object)}\``
}
