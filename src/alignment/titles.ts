import type { Finding } from '../model/finding.ts'
import { type ObjectId, objectName } from '../model/object.ts'
import type { Direction } from '../model/plan.ts'
import type { Change } from './change.ts'

/** What a step does, as a heading: "Add the column `users.password` to production". */
export function titleOf({ rule, object }: Finding, direction: Direction, change: Change | null): string {
  const known = titles[rule]
  if (known !== undefined) return known
  const what = nounOf(object)
  if (direction === 'person') return `Decide about ${what}`
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

const titles: Readonly<Record<string, string>> = {
  'migration-pending': 'Deploy the migrations that wait',
  'migration-missing': 'Add the migrations that schema.prisma lacks',
  'migration-unrecorded': 'Record the migrations that production has run',
}

/** ``the column `users.email` `` */
function nounOf(object: ObjectId): string {
  return `the ${object.kind.replaceAll('-', ' ')} \`${objectName(object)}\``
}
