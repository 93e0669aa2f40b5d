/** What another type does to a column. */
export interface TypeChange {
  /** How each value becomes one of the new type; null where Postgres knows by itself. */
  readonly using: string | null
  /** Is every row written anew? */
  readonly rewrites: boolean
  /** May a value be refused? */
  readonly fails: boolean
  /** May a value lose something? */
  readonly loses: boolean
  /** Would it do something else to a column that has the type already? */
  readonly isOnce: boolean
}

interface Type {
  /** Without length and brackets. */
  readonly base: string
  /** Length, precision, scale. */
  readonly limits: readonly number[]
  readonly isList: boolean
}

/** Reads a type as `format_type` prints it. */
function typeOf(text: string): Type {
  const [, head = text, limits, tail = '', list] =
    /^(.*?)(?:\((-?\d+(?:,-?\d+)?)\))?( with(?:out)? time zone)?((?:\[\])+)?$/s.exec(text) ?? []
  return {
    base: head + tail,
    limits: limits === undefined ? [] : limits.split(',').map(Number),
    isList: list !== undefined,
  }
}

const strings = new Set(['character varying', 'text', 'citext'])
const times = /^(?:timestamp|time) with(?:out)? time zone$|^interval$/
/** Each holds all values of those before it. */
const numbers = ['smallint', 'integer', 'bigint', 'numeric']
const floats = ['real', 'double precision']

/**
 * What it takes to make a column of one type one of another. A table is not rewritten where the old values are
 * values of the new type as they stand: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 * @param column its name in quotes
 * @param from as Postgres prints it
 * @param to likewise
 * @param name the new type as it is written
 */
export function typeChange(column: string, from: string, to: string, name: string): TypeChange {
  const [was, is] = [typeOf(from), typeOf(to)].map(ofExtension)
  const plain = { using: null, rewrites: true, fails: false, loses: false, isOnce: false }
  if (was === undefined || is === undefined) return plain
  if (was.isList !== is.isList) return betweenLists(column, was, is, name)
  if (widens(was, is)) return { ...plain, rewrites: was.isList && !isSame(was, is) }
  const family = [strings.has(was.base), isNumber(was), times.test(was.base)]
  const other = [strings.has(is.base), isNumber(is), times.test(is.base)]
  const isAssigned = family.some((own, at) => own && other[at] === true) && !isZoned(was, is)
  const isText = strings.has(is.base) && is.limits.length === 0
  return {
    ...plain,
    using: isAssigned ? null : cast(column, was, is, name),
    fails: !isText && !grows(was, is) && !(times.test(was.base) && was.base === is.base),
    loses: rounds(was, is),
    isOnce: isZoned(was, is),
  }
}

/** A type of an extension goes by its own name, wherever the extension is. */
function ofExtension(type: Type): Type {
  return { ...type, base: type.base.replace(/^.*\.(citext)$/, '$1') }
}

const isNumber = ({ base }: Type) => numbers.includes(base) || floats.includes(base)
const isSame = (was: Type, is: Type) => was.base === is.base && was.limits.join() === is.limits.join()

/** Are the old values values of the new type as they stand? */
function widens(was: Type, is: Type): boolean {
  if (isSame(was, is)) return true
  const [limit, other] = [was.limits[0], is.limits[0]]
  const isWider = other === undefined || (limit !== undefined && other >= limit)
  if (strings.has(was.base) && strings.has(is.base)) return isWider
  if (was.base === 'cidr' && is.base === 'inet') return true
  if (was.base !== is.base) return false
  if (is.base === 'numeric') return other === undefined || (isWider && was.limits[1] === is.limits[1])
  if (times.test(is.base)) return (other ?? 6) >= (limit ?? 6)
  return is.base === 'bit varying' && isWider
}

/** Does the new type hold every value, written in another way? */
function grows(was: Type, is: Type): boolean {
  const isMoreNumber =
    numbers.indexOf(was.base) >= 0 &&
    numbers.indexOf(was.base) < numbers.indexOf(is.base) &&
    is.limits.length === 0
  const isFloat =
    isNumber(was) && floats.includes(is.base) && was.base !== 'numeric' && was.base !== floats[1]
  const isTime = /^(?:date|timestamp)/.test(was.base) && /^timestamp/.test(is.base)
  return isMoreNumber || isFloat || isTime || (was.base === floats[1] && is.base === was.base)
}

function rounds(was: Type, is: Type): boolean {
  const scale = ({ base, limits }: Type) =>
    base === 'numeric' ? (limits[1] ?? (limits.length > 0 ? 0 : 1000)) : floats.includes(base) ? 1000 : 0
  if (isNumber(was) && isNumber(is)) {
    const isShorter = floats.includes(is.base)
      ? was.base === 'bigint' || was.base === 'numeric' || was.base === floats[1]
      : scale(is) < scale(was) || (floats.includes(was.base) && is.base === 'numeric')
    return isShorter && was.base !== is.base ? true : scale(is) < scale(was)
  }
  if (times.test(was.base) && was.base === is.base) return (is.limits[0] ?? 6) < (was.limits[0] ?? 6)
  return /^timestamp/.test(was.base) && /^(?:date|time )/.test(is.base)
}

const isZoned = (was: Type, is: Type) =>
  /^timestamp/.test(was.base) && /^timestamp/.test(is.base) && was.base !== is.base

/** Times without a zone are taken for UTC, as Prisma writes them; what has no cast of its own goes by its text. */
function cast(column: string, was: Type, is: Type, name: string): string {
  if (isZoned(was, is)) return `${column} AT TIME ZONE 'UTC'`
  if (was.isList) return `${column}::TEXT[]::${name}`
  const known = [
    'integer boolean',
    'boolean integer',
    'json jsonb',
    'jsonb json',
    'inet cidr',
    'bit bit varying',
  ]
  const isDirect =
    strings.has(was.base) ||
    strings.has(is.base) ||
    was.base === is.base ||
    known.includes(`${was.base} ${is.base}`) ||
    (/^(?:date|timestamp)/.test(was.base) && /^(?:date|time)/.test(is.base))
  return isDirect ? `${column}::${name}` : `${column}::TEXT::${name}`
}

/** A single value becomes a list of it, and the first of a list a single value. */
function betweenLists(column: string, was: Type, is: Type, name: string): TypeChange {
  const via = was.base === is.base ? '' : was.isList ? '::TEXT[]' : '::TEXT'
  return {
    using: is.isList
      ? `CASE WHEN ${column} IS NULL THEN NULL ELSE ARRAY[${column}${via}]::${name} END`
      : `(${column}${via})[1]::${name}`,
    rewrites: true,
    fails: was.base !== is.base,
    loses: was.isList,
    isOnce: true,
  }
}
