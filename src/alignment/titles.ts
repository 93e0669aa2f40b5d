import { canonicalOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
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
  const isWhole = difference?.verdicts.has('presence') ?? false
  const told = isWhole ? what : `${aspects[rule] ?? ''}${what}`
  if (rule === 'id-strategy' && direction === 'schema')
    return `Declare ${what} in schema.prisma as production makes it`
  if (direction === 'database') {
    if (database === null) return `Take ${what} away from production`
    return difference?.database === null
      ? `Add ${what} to production`
      : (changeIn(rule, what, database, difference) ?? `Change ${told} in production`)
  }
  if (direction === 'schema') {
    if (isWhole && database === null) return `Take ${what} out of schema.prisma`
    if (difference?.lines.schema === null) return `Declare ${what} in schema.prisma`
    return aspects[rule] === 'the name of '
      ? `Map ${what} in schema.prisma`
      : `Change ${told} in schema.prisma`
  }
  if (isWhole && history === null) return `Take ${what} out of the migrations`
  return difference?.lines.history === null
    ? `Put ${what} into the migrations`
    : `Change ${told} in the migrations`
}

/** Of what a rule is about, what differs. */
const aspects: Readonly<Record<string, string>> = {
  'column-collation': 'the collation of ',
  'column-default': 'the default of ',
  'column-generated': 'the values that are computed in ',
  'column-identity': 'the counter of ',
  'column-nullability': 'the optionality of ',
  'column-rename': 'the name of ',
  'column-type': 'the type of ',
  comment: 'the comment on ',
  'enum-rename': 'the name of ',
  'enum-values': 'the labels of ',
  'extension-definition': 'the place of ',
  'foreign-key-actions': 'the actions of ',
  grants: 'the rights on ',
  'mapping-missing': 'the name of ',
  'object-name': 'the name of ',
  'rls-enabled': 'the row-level security of ',
  'table-attributes': 'the settings of ',
  'table-rename': 'the name of ',
}

/** What is done to an object that production has, where that can be said more plainly; null where it cannot. */
function changeIn(
  rule: string,
  what: string,
  wanted: CatalogObject,
  difference: Change['difference'] | undefined,
): string | null {
  const isNull = (name: string) => canonicalOf(wanted, name) === null
  if (rule === 'join-table-form') return `Make the unique index of ${what} its primary key`
  if (aspects[rule] === 'the name of ') return `Rename ${what} in production`
  if (rule === 'column-nullability')
    return canonicalOf(wanted, 'nullable') === false
      ? `Require a value in ${what} in production`
      : `Allow nulls in ${what} in production`
  if (rule === 'column-default')
    return ['default', 'identity', 'generated'].every(isNull)
      ? `Take the default of ${what} away in production`
      : `Give ${what} its default in production`
  const isOnlyUnvalidated = [...(difference?.verdicts.keys() ?? ['other'])].every(
    (name) => name === 'validated' || name === 'valid',
  )
  return isOnlyUnvalidated ? `Validate ${what} in production` : null
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
