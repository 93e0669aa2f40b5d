import pg from 'pg'
import sqlstates from './sqlstates.json' with { type: 'json' }

/** What Postgres said, without the values it quoted. Names of tables, columns, types and the like are kept. */
export interface PostgresError {
  /** Null where it was not Postgres that failed, but the network or this process. */
  readonly sqlstate: string | null
  /** The SQLSTATE's name, as in `unique_violation`; the code itself where it has none. */
  readonly condition: string | null
  readonly message: string
  readonly schema: string | null
  readonly table: string | null
  readonly column: string | null
  readonly constraint: string | null
  readonly dataType: string | null
  /** Where in the statement, in characters from 1. */
  readonly position: number | null
  /** The place in the data of a COPY, lines from 1. */
  readonly copy: CopyPlace | null
}

interface CopyPlace {
  readonly table: string
  readonly line: number
  readonly column: string | null
}

/**
 * Describes an error of `pg` so that it can be shown: DETAIL, HINT, CONTEXT and QUERY are dropped, and a message
 * that can quote a value is built anew from its SQLSTATE and the names beside it.
 * https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
export function describePostgresError(error: unknown): PostgresError {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return outsidePostgres(error)
  const condition = conditionName(error.code)
  const copy = copyPlace(error)
  return {
    sqlstate: error.code,
    condition,
    message: (quotesNamesOnly(error) ? error.message : safePart(error)) ?? rebuilt(error, condition, copy),
    schema: error.schema ?? null,
    table: error.table ?? null,
    column: error.column ?? null,
    constraint: error.constraint ?? null,
    dataType: error.dataType ?? null,
    position: error.position === undefined ? null : Number(error.position),
    copy,
  }
}

/** The name of a SQLSTATE; the code itself where Postgres has none. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function conditionName(sqlstate: string): string {
  const names: Readonly<Record<string, string>> = sqlstates
  return names[sqlstate] ?? sqlstate
}

/**
 * The classes whose messages, when Postgres' own code writes them, quote names and never values: connections,
 * unsupported features, transactions, authorisation, dependencies, catalogs, integrity constraints, syntax and
 * access rules, resources, operator intervention, system errors.
 */
const nameClasses = new Set([
  '08',
  '0A',
  '23',
  '25',
  '28',
  '2B',
  '3D',
  '3F',
  '40',
  '42',
  '53',
  '54',
  '55',
  '57',
  '58',
])

/** Within them: the text near a syntax error, and a text that was to be read as a name, may both be a value. */
const valueStates = new Set(['42601', '42602'])

/** Source files of procedural languages, in which users write messages of their own under any SQLSTATE. */
const userCode = /^(pl_|plperl|plpy|pltcl|plv8|pg_tle)/

/** Source files that read a value at run time as the name of an object, or as a unit or a zone of time. */
const valueReaders = /^(regproc|date|datetime|timestamp|formatting|xml|json\w*)\.c$/

function quotesNamesOnly({ code = '', file }: pg.DatabaseError): boolean {
  if (file === undefined || userCode.test(file) || valueReaders.test(file)) return false
  return nameClasses.has(code.slice(0, 2)) && !valueStates.has(code)
}

/** Messages of Postgres' own code of which a part is fixed text or a name, and that part. */
const safeParts: readonly RegExp[] = [
  /^(invalid input syntax for type [a-z ]+?)(?:: ".*)?$/s,
  /^value ".*"( is out of range for type [a-z ]+)$/s,
  /^(invalid input value for enum .+?): ".*$/s,
  /^(value too long for type character(?: varying)?\(\d+\))$/,
  /^(value too long for type bit(?: varying)?\(\d+\))$/,
  /^((?:integer|smallint|bigint|numeric|float|timestamp|date|interval|value) (?:field )?(?:out of range|overflow))\b/,
  /^(numeric field overflow|division by zero|date\/time field value out of range)\b/,
  /^(invalid byte sequence for encoding "[A-Z0-9_]+"): /,
  /^(malformed (?:array|record|range|multirange) literal)\b/,
  /^(missing data for column ".+"|extra data after last expected column)$/,
  /^(column ".+" (?:contains null values|of relation ".+" contains null values))$/,
]

/** A syntax error's text up to the token it quotes: `unterminated quoted string`. */
const syntaxError = /^([^"]+?)(?: at or near ".*"?)?$/s

function safePart(error: pg.DatabaseError): string | null {
  if (error.file === undefined || userCode.test(error.file)) return null
  for (const pattern of error.code === '42601' ? [syntaxError] : safeParts) {
    const part = pattern.exec(error.message)?.[1]
    if (part !== undefined) return part.startsWith(' ') ? `value${part}` : part
  }
  return null
}

/** `check_violation (constraint "age_check" of table "users")`, `raise_exception in function guard()`. */
function rebuilt(error: pg.DatabaseError, condition: string, copy: CopyPlace | null): string {
  const names = [
    error.constraint && `constraint ${quoted(error.constraint)}`,
    error.column && `column ${quoted(error.column)}`,
    error.dataType && `type ${quoted(error.dataType)}`,
    error.table && `table ${quoted(error.table)}`,
    copy && error.table === undefined && `table ${quoted(copy.table)}`,
    copy?.column && error.column === undefined && `column ${quoted(copy.column)}`,
    raisingFunction(error),
  ].filter((name) => typeof name === 'string' && name !== '')
  const words = condition.replaceAll('_', ' ')
  return names.length === 0 ? words : `${words} (${names.join(', ')})`
}

/** The function that raised, as `function guard(integer)`; its line of CONTEXT holds names alone. */
function raisingFunction({ file = '', where = '' }: pg.DatabaseError): string | null {
  if (!userCode.test(file)) return null
  const signature = plpgsqlFrame.exec(firstLine(where))?.[1]
  return signature === undefined ? null : `function ${signature}`
}

const plpgsqlFrame = /^PL\/pgSQL function (.+?) line \d+ at [\w ]+$/
const copyFrame = /^COPY (.+?), line (\d+)(?:, column (.+?))?(?::|, null input|$)/

/** Reads the place of a COPY out of CONTEXT, past the trigger functions in front of it; the data behind is left. */
function copyPlace({ where = '' }: pg.DatabaseError): CopyPlace | null {
  let rest = where
  while (plpgsqlFrame.test(firstLine(rest))) rest = rest.slice(firstLine(rest).length + 1)
  const found = copyFrame.exec(firstLine(rest))
  if (found?.[1] === undefined) return null
  return { table: found[1], line: Number(found[2]), column: found[3] ?? null }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

function quoted(name: string): string {
  return `"${name}"`
}

function outsidePostgres(error: unknown): PostgresError {
  return {
    sqlstate: null,
    condition: null,
    message: plainMessage(error),
    schema: null,
    table: null,
    column: null,
    constraint: null,
    dataType: null,
    position: null,
    copy: null,
  }
}

/** A refused connection to a name of several addresses is an error of errors with no message of its own. */
function plainMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return plainMessage(error.errors[0])
  return error instanceof Error ? error.message : 'an unknown error'
}
