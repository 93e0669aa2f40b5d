import { fieldOf } from '../declared.ts'
import type { Difference } from '../difference.ts'
import { counterOf, isFilled } from '../kinds/column.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule, type RuleContext } from '../rule.ts'
import { canonicalOf } from '../value.ts'
import { code, contrast, value } from '../wording.ts'

export const columnDefault = objectRule({
  id: 'column-default',
  kinds: ['column'],
  explains: ['default', 'identity'],
  // A default is of the column's type, so another type brings another default with it.
  partOf: ({ id, verdicts }) => (verdicts.has('type') ? { rule: 'column-type', object: id } : null),
  match: (difference, context) => {
    const { database, verdicts } = difference
    if (!database || !verdicts.has('default')) return null
    if (isOnlyHistory(difference, 'default')) return 'history'
    return !isFilled(database) && isCountedOn(difference, context) ? 'counted' : 'differs'
  },
  message: (difference, context) =>
    contrast(difference, 'default', {
      is: (print) => (print === null ? 'has no default' : `defaults to ${value(print)}`),
      says: (print, voter) => {
        const written = voter === 'schema' ? fieldOf(difference, context.drift)?.default : null
        if (written) return code(written)
        const line = voter === 'database' ? difference.database : difference.lines[voter]
        if (line && counterOf(line) === 'identity') return 'that it is an identity'
        return print === null ? 'that it has none' : value(print)
      },
    }),
  consequence: (difference, { drift }, circumstance) => {
    if (circumstance === 'history') return onlyNewDatabases('has another default')
    if (circumstance === 'counted')
      return 'Prisma Client leaves the field to the database: every `create` without it fails with P2011 (null constraint violation).'
    const written = fieldOf(difference, drift)?.default
    if (written && !isOfDatabase(written))
      return `Prisma Client sends its own ${code(written)}, so rows it makes have that; all else that writes (SQL, jobs, other services) gets what production says.`
    return 'Rows whose writer leaves the column out get what production says, not what schema.prisma says. The next `prisma migrate dev` would write a SET DEFAULT or DROP DEFAULT.'
  },
})

/** Does schema.prisma want a value, and leave it to the database? */
function isCountedOn(difference: Difference, { drift }: RuleContext): boolean {
  const expected = difference.lines.schema ?? difference.lines.history
  if (!expected || canonicalOf(expected, 'nullable') !== false) return false
  const field = fieldOf(difference, drift)
  if (field) return field.default !== null && isOfDatabase(field.default)
  return counterOf(expected) !== null || canonicalOf(expected, 'default') !== null
}

/** The client makes every other default itself: https://www.prisma.io/docs/orm/prisma-schema/data-model/models#defining-a-default-value */
function isOfDatabase(written: string): boolean {
  return /^(?:dbgenerated|autoincrement|sequence)\s*\(/.test(written)
}
