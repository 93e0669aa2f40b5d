import type { AttributeValue } from '../model/catalog.ts'
import type { SchemaMemberId } from '../model/object.ts'
import { textOf } from './value.ts'

/** A column's type, as `format_type` prints it, taken apart. */
export interface ColumnType {
  /** Without length, precision and `[]`. */
  readonly base: string
  readonly limits: readonly number[]
  readonly list: boolean
}

/** Reads a type: `character varying(40)[]` is `character varying`, `[40]`, a list. */
export function columnType(value: AttributeValue): ColumnType {
  const text = textOf(value) ?? ''
  const element = text.replace(/(\[\])+$/, '')
  const limits = /\((-?\d+)(?:,(-?\d+))?\)/.exec(element)
  return {
    base: element.replace(limits?.[0] ?? '', ''),
    limits: limits ? limits.slice(1).flatMap((limit) => (limit === undefined ? [] : [Number(limit)])) : [],
    list: element !== text,
  }
}

/**
 * What the client makes of the built-in types, and which of them Postgres tells apart when the client writes: it
 * takes a text for a varchar, and not for a uuid.
 * https://www.prisma.io/docs/orm/overview/databases/postgresql#type-mapping-between-postgresql-and-prisma-schema
 */
const families: Readonly<Record<string, readonly string[]>> = {
  String: ['text', 'character varying', 'character', '"char"', 'name', 'citext', 'public.citext'],
  'String @db.Uuid': ['uuid'],
  'String @db.Xml': ['xml'],
  'String @db.Inet': ['inet', 'cidr'],
  'String @db.Bit': ['bit', 'bit varying'],
  Boolean: ['boolean'],
  Int: ['smallint', 'integer'],
  'Int @db.Oid': ['oid'],
  BigInt: ['bigint'],
  Float: ['real', 'double precision'],
  Decimal: ['numeric'],
  'Decimal @db.Money': ['money'],
  DateTime: ['date', 'timestamp without time zone', 'timestamp with time zone'],
  'DateTime @db.Time': ['time without time zone', 'time with time zone'],
  Json: ['json', 'jsonb'],
  Bytes: ['bytea'],
}

const clientTypes = new Map(
  Object.entries(families).flatMap(([type, bases]) => bases.map((base) => [base, type])),
)

/** The client's type for a column of a built-in type, lists aside; null for an enum, a domain and the like. */
export function clientType({ base }: ColumnType): string | null {
  return clientTypes.get(base) ?? null
}

/** The enum that a type would be, by its name as `format_type` prints it with an empty search path. */
export function enumId(base: string): SchemaMemberId | null {
  const match = /^(?:("(?:[^"]|"")+"|[^".]+)\.)?("(?:[^"]|"")+"|[^".]+)$/.exec(base)
  if (!match?.[2]) return null
  const plain = (text: string) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text)
  return { kind: 'enum', schema: plain(match[1] ?? 'public'), name: plain(match[2]) }
}

const sizes = ['smallint', 'integer', 'bigint']

/** Does `database` take less than `schema`, both of one client type? */
export function isNarrower(database: ColumnType, schema: ColumnType): boolean {
  if (sizes.includes(database.base)) return sizes.indexOf(database.base) < sizes.indexOf(schema.base)
  if (database.base === 'date' || schema.base === 'date')
    return database.base === 'date' && schema.base !== 'date'
  if (database.base === 'real') return schema.base !== 'real'
  if (database.base === 'numeric') return fewerDigits(database.limits, schema.limits)
  const [length = unlimited(database), other = unlimited(schema)] = [database.limits[0], schema.limits[0]]
  return length < other
}

/** How much a type holds when it names no limit: https://www.postgresql.org/docs/current/datatype.html */
function unlimited({ base }: ColumnType): number {
  if (base.startsWith('time')) return 6
  return base === 'character' || base === 'bit' || base === '"char"' ? 1 : Number.POSITIVE_INFINITY
}

function fewerDigits(
  [precision, scale = 0]: readonly number[],
  [other, otherScale = 0]: readonly number[],
): boolean {
  if (precision === undefined) return false
  return other === undefined || precision - scale < other - otherScale || scale < otherScale
}
