import type { Difference } from './difference.ts'
import type { RuleContext } from './rule.ts'
import { canonicalOf } from './value.ts'

/** What row-level security is in the database on the table of a policy; null where there is no such table. */
function rowSecurityOf({ parent }: Difference, { drift: { catalogs } }: RuleContext): string | null {
  const database = catalogs.deployed ?? catalogs.production
  const table = parent === null ? undefined : database?.objects.get(parent)
  return table ? String(canonicalOf(table, 'rowSecurity')) : null
}

const unseen = 'Prisma does not see policies: `migrate dev` and `db push` neither make nor drop them.'

const effects = {
  fewer:
    'reaches fewer rows than the repository says: `findMany` leaves them out without any error, `update` and `delete` of them end with P2025, and writes that it refuses fail with 42501.',
  more: 'reaches more rows than the repository says: `findMany` returns them and `update` changes them without any error.',
  other:
    'reaches other rows than the repository says: `findMany` returns them without any error, and writes that are refused fail with 42501.',
} as const

/**
 * What a difference between policies does to Prisma Client, and to whom.
 * https://www.postgresql.org/docs/current/ddl-rowsecurity.html
 */
export function policyConsequence(
  difference: Difference,
  context: RuleContext,
  effect: keyof typeof effects,
): string {
  const security = rowSecurityOf(difference, context)
  if (security === 'off')
    return `It has no effect while row-level security is off on the table, as it is in production. ${unseen}`
  const who = security === 'forced' ? 'superuser' : 'owner of the table or superuser'
  return `A client that connects as a role without BYPASSRLS, and neither as ${security === 'forced' ? 'a' : 'the'} ${who}, ${effects[effect]} ${unseen}`
}

/** Fewer rows without a policy that permits, more without one that restricts; the reverse where one is extra. */
export function presenceEffect({ database, lines }: Difference, side: 'missing' | 'extra'): 'fewer' | 'more' {
  const policy = database ?? lines.history
  const permits = !policy || canonicalOf(policy, 'permissive') !== false
  return permits === (side === 'missing') ? 'fewer' : 'more'
}
