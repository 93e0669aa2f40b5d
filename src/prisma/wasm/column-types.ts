import { type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { parse } from 'postgres-array'

interface Decoder {
  readonly type: ColumnType
  /** From the text Postgres sends to what the engine wants for this column type. */
  readonly decode: (text: string) => unknown
}

const asIs = (text: string): string => text
const boolean = (text: string): boolean => text === 't'
const bytes = (text: string): Uint8Array => Buffer.from(text.slice(2), 'hex')
const list =
  <T>(decode: (text: string) => T) =>
  (text: string): unknown =>
    parse(text, decode)

const text: Decoder = { type: ColumnTypeEnum.Text, decode: asIs }
const textList: Decoder = { type: ColumnTypeEnum.TextArray, decode: list(asIs) }

/**
 * By type oid of pg_type.dat: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
 * `"char"` must come as a character, and lists of names and of `"char"` as lists of text, or the engine panics.
 */
const decoders: ReadonlyMap<number, Decoder> = new Map<number, Decoder>([
  [16, { type: ColumnTypeEnum.Boolean, decode: boolean }],
  [17, { type: ColumnTypeEnum.Bytes, decode: bytes }],
  [18, { type: ColumnTypeEnum.Character, decode: asIs }],
  [20, { type: ColumnTypeEnum.Int64, decode: asIs }],
  [21, { type: ColumnTypeEnum.Int32, decode: Number }],
  [23, { type: ColumnTypeEnum.Int32, decode: Number }],
  [26, { type: ColumnTypeEnum.Int64, decode: asIs }],
  [114, { type: ColumnTypeEnum.Json, decode: asIs }],
  [3802, { type: ColumnTypeEnum.Json, decode: asIs }],
  [700, { type: ColumnTypeEnum.Float, decode: Number }],
  [701, { type: ColumnTypeEnum.Double, decode: Number }],
  [1700, { type: ColumnTypeEnum.Numeric, decode: asIs }],
  [1082, { type: ColumnTypeEnum.Date, decode: asIs }],
  [1083, { type: ColumnTypeEnum.Time, decode: asIs }],
  [1114, { type: ColumnTypeEnum.DateTime, decode: isoDateTime }],
  [1184, { type: ColumnTypeEnum.DateTime, decode: isoDateTime }],
  [2950, { type: ColumnTypeEnum.Uuid, decode: asIs }],
  [1000, { type: ColumnTypeEnum.BooleanArray, decode: list(boolean) }],
  [1005, { type: ColumnTypeEnum.Int32Array, decode: list(Number) }],
  [1007, { type: ColumnTypeEnum.Int32Array, decode: list(Number) }],
  [1016, { type: ColumnTypeEnum.Int64Array, decode: list(asIs) }],
  [1028, { type: ColumnTypeEnum.Int64Array, decode: list(asIs) }],
  [1002, textList],
  [1003, textList],
  [1009, textList],
  [1015, textList],
])

/** How a column of this Postgres type is handed to the engine; as text where the type is not known. */
export function decoderOf(oid: number): Decoder {
  return decoders.get(oid) ?? text
}

/** Postgres' `2025-01-31 10:00:00.5+02` as RFC 3339, its own offset kept. */
function isoDateTime(value: string): string {
  const [, date, time, offset = '+00'] = /^(\S+) ([\d:.]+)([+-][\d:]+)?$/.exec(value) ?? []
  if (date === undefined) return value
  return `${date}T${time}${/:/.test(offset) ? offset : `${offset}:00`}`
}
