const numbers = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']
const [date, timestamp, timestamptz] = ['date', 'timestamp without time zone', 'timestamp with time zone']
const [time, timetz] = ['time without time zone', 'time with time zone']

/** The casts between built-in types, but for texts, that Postgres makes by itself where a value is assigned. */
const assigned: Readonly<Record<string, readonly string[]>> = {
  smallint: [...numbers, 'oid'],
  integer: [...numbers, 'money', 'oid'],
  bigint: [...numbers, 'money', 'oid'],
  numeric: [...numbers, 'money'],
  real: numbers,
  'double precision': numbers,
  money: ['numeric'],
  oid: ['integer', 'bigint'],
  [date]: [timestamp, timestamptz],
  [timestamp]: [date, time, timestamp, timestamptz],
  [timestamptz]: [date, time, timetz, timestamp, timestamptz],
  [time]: [time, timetz, 'interval'],
  [timetz]: [time, timetz],
  interval: [time, 'interval'],
  bit: ['bit', 'bit varying'],
  'bit varying': ['bit', 'bit varying'],
  json: ['jsonb'],
  jsonb: ['json'],
  inet: ['cidr'],
  cidr: ['inet'],
}

/** Types of texts: whatever type it has, a value that is assigned to one of them goes by its text. */
const texts: ReadonlySet<string> = new Set(['character varying', 'text', 'character', 'citext'])

/** Is it a type of texts? A type of an extension goes by its own name, wherever the extension is. */
export function isText(base: string): boolean {
  return texts.has(base.replace(/^.*\.(citext)$/, '$1'))
}

/**
 * Does Postgres cast a value of one type to another by itself where it is assigned, as it does for `ALTER COLUMN …
 * TYPE` without `USING`? https://www.postgresql.org/docs/current/sql-createcast.html
 * @param from a type as `format_type` prints it, without length and brackets
 * @param to likewise
 */
export function isAssigned(from: string, to: string): boolean {
  return from === to || isText(to) || assigned[from]?.includes(to) === true
}
