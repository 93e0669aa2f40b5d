import { type ColumnType, columnType } from '../../drift/client-types.ts'
import { isAssigned, isText } from './casts.ts'
import { isKin, isSame, isWidened, mayFail, mayLose } from './value-fate.ts'

/** What another type does to a column. */
export interface TypeChange {
  /** How each value becomes one that can be assigned to the new type; null where Postgres knows by itself. */
  readonly using: string | null
  /** Is every row written anew? */
  readonly rewrites: boolean
  /** May a value be refused? */
  readonly fails: boolean
  /** May a value lose something? */
  readonly loses: boolean
  /** Is a default cast along with the values, and printed as one of the new type? */
  readonly keepsDefault: boolean
  /** Would it do something else to a column that has the type already? */
  readonly isOnce: boolean
}

/**
 * What it takes to make a column of one type one of another. What is too long for its new type is refused and not cut
 * off: Postgres cuts where a cast is written out, and refuses where a value is assigned.
 * https://www.postgresql.org/docs/current/datatype-character.html
 * @param column its name in quotes
 * @param from as `format_type` prints it
 * @param to likewise
 * @param name the new type as it is written
 * @returns null where no expression says how
 */
export function typeChange(column: string, from: string, to: string, name: string): TypeChange | null {
  const [was, is] = [columnType(from), columnType(to)]
  if (was.list !== is.list) return betweenLists(column, from, to, name)
  const zoned = inUtc(column, was, is)
  if (zoned !== null && was.list) return null
  const keepsDefault = zoned === null && isKin(was, is)
  const change = { keepsDefault, fails: mayFail(was, is), loses: mayLose(was, is), isOnce: zoned !== null }
  if (isWidened(was, is)) return { ...change, using: null, rewrites: was.list && !isSame(was, is) }
  return { ...change, using: zoned ?? cast(column, was, is, name), rewrites: true }
}

/** Times without a zone are taken for UTC, as Prisma writes them; null where no zone comes or goes. */
function inUtc(column: string, { base: was }: ColumnType, { base: is }: ColumnType): string | null {
  const [here, there] = [was, is].map((base) => base.endsWith(' with time zone'))
  if (here === there || isText(is) || !isAssigned(was, is)) return null
  if (was.startsWith('time ') && there) return `(${column}::TEXT || '+00')::TIMETZ`
  return `${was === 'date' ? `${column}::TIMESTAMP` : column} AT TIME ZONE 'UTC'`
}

/** What has no cast of its own goes by its text. */
function cast(column: string, was: ColumnType, is: ColumnType, name: string): string | null {
  const list = is.list ? '[]' : ''
  if (was.base === 'bit' && is.base === 'bit' && !mayFail(was, is)) return `${column}::${name}`
  if (isAssigned(was.base, is.base)) return null
  if (was.base === 'boolean' && isAssigned('integer', is.base)) return `${column}::INTEGER${list}`
  return isText(was.base) ? `${column}::${name}` : `${column}::TEXT${list}::${name}`
}

/** A single value becomes a list of it, and the first of a list a single value. */
function betweenLists(column: string, from: string, to: string, name: string): TypeChange | null {
  const [was, is, element] = [from, to, name].map((type) => type.replace(/(?:\[\])+$/, ''))
  const isMany = from !== was
  const one = isMany ? `(${column})[1]` : column
  const change = typeChange(one, was ?? from, is ?? to, element ?? name)
  if (change === null) return null
  const value = change.using ?? one
  return {
    ...change,
    using: isMany ? value : `CASE WHEN ${column} IS NULL THEN NULL ELSE ARRAY[${value}] END`,
    rewrites: true,
    keepsDefault: false,
    loses: isMany || change.loses,
    isOnce: true,
  }
}
