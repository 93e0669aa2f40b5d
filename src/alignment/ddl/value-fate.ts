import type { ColumnType } from '../../drift/client-types.ts'
import { isAssigned, isText } from './casts.ts'

/** Each holds all values of those before it. */
const integers = ['smallint', 'integer', 'bigint', 'numeric']
const floats = ['real', 'double precision']
const isNumber = ({ base }: ColumnType) => integers.includes(base) || floats.includes(base)
const isTimestamp = ({ base }: ColumnType) => base.startsWith('timestamp ')
const isClock = ({ base }: ColumnType) => base.startsWith('time ')

/** Is it a type of moments or spans, whose limit is the number of digits of a second? */
function isTime(type: ColumnType): boolean {
  return isTimestamp(type) || isClock(type) || type.base === 'interval'
}

/** Are they one type, with the same length, precision and scale? */
export function isSame(was: ColumnType, is: ColumnType): boolean {
  return was.base === is.base && was.limits.join() === is.limits.join()
}

/** Are they types of one family, so that a constant of the one is as good as one of the other? */
export function isKin(was: ColumnType, is: ColumnType): boolean {
  const families = [({ base }: ColumnType) => isText(base), isNumber, isTime]
  return was.base === is.base || families.some((family) => family(was) && family(is))
}

/** What one type stores of a value is what the other does: https://www.postgresql.org/docs/current/catalog-pg-cast.html */
const alike: ReadonlySet<string> = new Set([
  'cidr inet',
  'integer oid',
  'oid integer',
  'bit bit varying',
  'xml text',
  'xml character varying',
])

/**
 * Are the old values values of the new type as they stand, so that no row is written anew?
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export function isWidened(was: ColumnType, is: ColumnType): boolean {
  if (isSame(was, is)) return true
  const [limit, other] = [was.limits[0], is.limits[0]]
  const isWider = other === undefined || (limit !== undefined && other >= limit)
  if (isText(was.base) && isText(is.base)) return isWider && ![was, is].some(isPadded)
  if (is.limits.length === 0 && alike.has(`${was.base} ${is.base}`)) return true
  if (was.base !== is.base) return false
  if (is.base === 'numeric') return other === undefined || (isWider && was.limits[1] === is.limits[1])
  if (isTime(is)) return (other ?? 6) >= (limit ?? 6)
  return is.base === 'bit varying' && isWider
}

const isPadded = ({ base }: ColumnType) => base === 'character'

/** May a value be refused, as the new type has none for it? */
export function mayFail(was: ColumnType, is: ColumnType): boolean {
  if (isWidened(was, is)) return false
  if (isText(is.base)) return is.limits.length > 0
  if (isTime(was) || was.base === 'date') return !isAssigned(was.base, is.base)
  if (was.base === 'bit' && is.base === 'bit') return (is.limits[0] ?? 1) < (was.limits[0] ?? 1)
  const isMoreDigits =
    is.limits.length === 0 &&
    integers.includes(was.base) &&
    integers.indexOf(was.base) < integers.indexOf(is.base)
  const isFloated = isNumber(was) && was.base !== 'numeric' && floats.includes(is.base)
  if (isMoreDigits || (isFloated && floats.indexOf(was.base) <= floats.indexOf(is.base))) return false
  return !['jsonb json', 'inet cidr', 'boolean integer'].includes(`${was.base} ${is.base}`)
}

/** Types in which a text stands as it was written. */
const verbatim: ReadonlySet<string> = new Set(['uuid', 'json', 'xml'])

/** May a value lose something that does not come back with the old type? */
export function mayLose(was: ColumnType, is: ColumnType): boolean {
  if (is.base === '"char"' || is.base === 'name') return was.base !== is.base
  if (isText(is.base)) return isText(was.base) && isPadded(is) && !isPadded(was)
  if (isBoolean(was) || isBoolean(is)) return !(isNumber(was) || isNumber(is) || was.base === is.base)
  if (isNumber(was) && isNumber(is)) return isRounded(was, is)
  // Zeros in front, a time of day behind a date, a key that is there twice: what is read is not what was written.
  if (!isAssigned(was.base, is.base)) return !is.base.includes('.') && !verbatim.has(is.base)
  if (isTime(was)) return isCut(was, is)
  if (is.base === 'money') return !integers.slice(0, 3).includes(was.base)
  return ['json jsonb', 'inet cidr'].includes(`${was.base} ${is.base}`)
}

const isBoolean = ({ base }: ColumnType) => base === 'boolean'

function isRounded(was: ColumnType, is: ColumnType): boolean {
  if (floats.includes(is.base)) {
    const exact = is.base === 'real' ? ['smallint', 'real'] : ['smallint', 'integer', ...floats]
    return !exact.includes(was.base)
  }
  if (floats.includes(was.base)) return true
  return scaleOf(is) < scaleOf(was)
}

/** Digits behind the point. */
function scaleOf({ base, limits }: ColumnType): number {
  return base === 'numeric' ? (limits[1] ?? (limits.length > 0 ? 0 : Number.POSITIVE_INFINITY)) : 0
}

/** Does it lose its day, its zone or digits of a second? */
function isCut(was: ColumnType, is: ColumnType): boolean {
  if (isClock(is) && !(isClock(was) && is.base === was.base)) return true
  return is.base === 'date' || (is.limits[0] ?? 6) < (was.limits[0] ?? 6)
}
