/** Types of columns, as PSL says them, with constants of them. */

export interface FieldType {
  readonly psl: string
  /** For `@default`, as PSL says it. */
  readonly defaults: readonly string[]
  /** As SQL says them; the same place is the same row elsewhere, so that keys meet. */
  readonly values: readonly string[]
}

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const long = 'long '.repeat(9)

/** The types that a column may have, by a name of their own. */
export const fieldTypes = {
  int: { psl: 'Int', defaults: ['7'], values: ['1', '2', '3', '40000'] },
  bigint: { psl: 'BigInt', defaults: ['7'], values: ['1', '2', '3', '9000000000'] },
  smallint: { psl: 'Int @db.SmallInt', defaults: ['7'], values: ['1', '2', '3'] },
  text: {
    psl: 'String',
    defaults: [`"it's"`, 'dbgenerated("upper(\'b\'::text)")'],
    values: [`'${uuid(1)}'`, `'${uuid(2)}'`, "'a'", "''", `'${long}'`],
  },
  varchar: { psl: 'String @db.VarChar(40)', defaults: ['"a"'], values: [`'${uuid(1)}'`, "'b'", "'a'"] },
  short: { psl: 'String @db.VarChar(5)', defaults: ['"a"'], values: ["'a'", "'b'", "'12345'"] },
  char: { psl: 'String @db.Char(4)', defaults: ['"a"'], values: ["'a'", "'b'"] },
  uuid: {
    psl: 'String @db.Uuid',
    defaults: ['dbgenerated("gen_random_uuid()")'],
    values: [`'${uuid(1)}'`, `'${uuid(2)}'`, `'${uuid(3)}'`],
  },
  boolean: { psl: 'Boolean', defaults: ['true', 'false'], values: ['true', 'false'] },
  timestamp: { psl: 'DateTime', defaults: ['now()'], values: ["'2024-02-29 23:59:59.5'", "'2025-01-01'"] },
  timestamptz: {
    psl: 'DateTime @db.Timestamptz(6)',
    defaults: ['now()'],
    values: ["'2024-02-29 23:59:59.123456Z'", "'2025-01-01Z'"],
  },
  date: { psl: 'DateTime @db.Date', defaults: ['now()'], values: ["'2024-02-29'", "'2025-01-01'"] },
  decimal: { psl: 'Decimal @db.Decimal(10, 2)', defaults: ['1.25'], values: ['1', '2.50'] },
  float: { psl: 'Float', defaults: ['1.5'], values: ['1', '2.25', '-1e10'] },
  jsonb: { psl: 'Json', defaults: ['"{}"'], values: [`'{"a": 1}'`, "'null'"] },
  json: { psl: 'Json @db.Json', defaults: ['"{}"'], values: [`'{"a":  1}'`, "'null'"] },
  bytes: { psl: 'Bytes', defaults: [], values: ["'\\x00ff'"] },
} satisfies Readonly<Record<string, FieldType>>

export type TypeName = keyof typeof fieldTypes

export const typeNames = Object.keys(fieldTypes) as readonly TypeName[]

/** Ids, as PSL says them. */
export const idTypes = {
  serial: { type: 'int', psl: 'Int @id @default(autoincrement())' },
  bigserial: { type: 'bigint', psl: 'BigInt @id @default(autoincrement())' },
  plain: { type: 'int', psl: 'Int @id' },
  cuid: { type: 'text', psl: 'String @id @default(cuid())' },
  uuid: { type: 'text', psl: 'String @id @default(uuid())' },
  generated: { type: 'uuid', psl: 'String @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid' },
} satisfies Readonly<Record<string, { readonly type: TypeName; readonly psl: string }>>

export type IdName = keyof typeof idTypes

export const idNames = Object.keys(idTypes) as readonly IdName[]
