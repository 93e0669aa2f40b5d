/** Changes that schema.prisma can say. */
import { type Maker, type Piece, quote, told } from './change.ts'

const alter =
  (sql: (column: string) => string, before: string, after: string, rule: string): Maker =>
  ({ table, sql: host }, name) => ({
    before: { fields: [`${name} ${before}`] },
    after: { fields: [`${name} ${after}`] },
    sql: `ALTER TABLE ${host} ALTER ${quote(name)} ${sql(quote(name))}`,
    made: told(rule, 'column', table, name),
  })

const addColumn: Maker = ({ table, sql }, name, pick) => {
  const [psl, type] = pick([
    ['Int?', 'integer'],
    ['String?', 'text'],
    ['String[]', 'text[]'],
    ['DateTime? @db.Timestamptz(3)', 'timestamptz(3)'],
    ['Decimal @default(1.50) @db.Decimal(6, 2)', 'decimal(6,2) NOT NULL DEFAULT 1.5'],
    ['Json @default("{\\"a\\": 1}")', `jsonb NOT NULL DEFAULT '{"a":1}'`],
    ['Boolean @default(false)', `boolean NOT NULL DEFAULT 'f'`],
  ])
  return {
    before: {},
    after: { fields: [`${name} ${psl}`] },
    sql: `ALTER TABLE ${sql} ADD ${quote(name)} ${type}`,
    made: told('column-extra', 'column', table, name),
    declared: told('column-missing', 'column', table, name),
  }
}

const dropColumn: Maker = ({ table, sql }, name, pick) => ({
  before: {
    fields: [
      `${name} ${pick(['BigInt?', 'Int @default(3)', 'DateTime @default(now()) @db.Date', 'Float[]'])}`,
    ],
  },
  after: {},
  sql: `ALTER TABLE ${sql} DROP ${quote(name)}`,
  made: told('column-missing', 'column', table, name),
  declared: told('column-extra', 'column', table, name),
})

const retype: Maker = (host, name, pick) => {
  const [before, after, type] = pick([
    ['String @db.VarChar(20)', 'String @db.VarChar(40)', 'varchar(40)'],
    ['String @db.VarChar(40)', 'String @db.VarChar(20)', 'varchar(20)'],
    ['String', 'String @db.Char(4)', 'char(4)'],
    ['Int', 'BigInt', 'bigint'],
    ['Int?', 'Int? @db.SmallInt', 'smallint'],
    ['Float', 'Decimal @db.Decimal(10, 2)', 'decimal(10,2)'],
    ['DateTime', 'DateTime @db.Timestamptz(3)', 'timestamptz(3)'],
    ['DateTime @db.Date', 'DateTime @db.Timestamp(0)', 'timestamp(0)'],
    ['Json', 'Json @db.Json', 'json'],
  ])
  return alter(
    (column) => `TYPE ${type} USING ${column}::${type}`,
    before,
    after,
    'column-type',
  )(host, name, pick)
}

const setDefault: Maker = (host, name, pick) => {
  const [before, after, sql] = pick([
    ['Int', 'Int @default(7)', '7'],
    ['String', `String @default("it's")`, `'it''s'`],
    ['String[]', 'String[] @default(["a", "b"])', `ARRAY['a','b']`],
    ['DateTime', 'DateTime @default(now())', 'transaction_timestamp()'],
    ['Boolean @default(true)', 'Boolean @default(false)', 'false'],
    ['Decimal @default(1)', 'Decimal @default(1.25)', '1.250'],
    ['String @default("a")', 'String @default(dbgenerated("upper(\'b\'::text)"))', `upper('b')`],
  ])
  return alter(() => `SET DEFAULT ${sql}`, before, after, 'column-default')(host, name, pick)
}

const dropDefault: Maker = (host, name, pick) => {
  const type = pick(['Int', 'String?', 'Json?'])
  const value = type === 'Int' ? '5' : '"{}"'
  return alter(() => 'DROP DEFAULT', `${type} @default(${value})`, type, 'column-default')(host, name, pick)
}

const generate: Maker = ({ table, sql }, name) => ({
  before: { fields: [`${name} Int?`] },
  after: { fields: [`${name} Int? @default(dbgenerated("(id * 2)"))`] },
  sql: `ALTER TABLE ${sql} DROP ${quote(name)}, ADD ${quote(name)} integer GENERATED ALWAYS AS (id * 2) STORED`,
  made: told('column-generated', 'column', table, name),
})

/** Forms of one index: nothing, or PSL's word for it and CREATE INDEX without its name. */
type IndexForm = readonly [psl: string, sql: string] | null

const reindex =
  (
    unique: boolean,
    forms: readonly [readonly [IndexForm, IndexForm], ...(readonly [IndexForm, IndexForm])[]],
  ): Maker =>
  ({ table, sql }, name, pick) => {
    const index = `${name}_index`
    const columns = [`${name} Int`, `${name}b Int`]
    const fill = (text: string) => text.replaceAll('$b', `${name}b`).replaceAll('$', name)
    const piece = (form: IndexForm): Piece =>
      form === null
        ? { fields: columns }
        : {
            fields: columns,
            attributes: [`@@${unique ? 'unique' : 'index'}(${fill(form[0])}, map: "${index}")`],
          }
    const [before, after] = pick(forms)
    const kind = unique ? 'unique' : 'index'
    const side = (from: IndexForm, to: IndexForm) =>
      from === null ? `${kind}-extra` : to === null ? `${kind}-missing` : `${kind}-definition`
    const drop = before === null ? '' : `DROP INDEX ${quote(index)};`
    const create =
      after === null
        ? ''
        : `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quote(index)} ON ${sql} ${fill(after[1])}`
    return {
      before: piece(before),
      after: piece(after),
      sql: drop + create,
      made: told(side(before, after), kind, table, index),
      declared: told(side(after, before), kind, table, index),
    }
  }

const plain: IndexForm = ['[$]', '($)']
const descending: IndexForm = ['[$(sort: Desc)]', '($ DESC)']
const hash: IndexForm = ['[$], type: Hash', 'USING hash ($)']
const both: IndexForm = ['[$, $b]', '($, $b)']

const renameIndex: Maker = ({ table }, name) => {
  const [one, other] = [`${name}_old`, `${name}_new`]
  const piece = (map: string) => ({
    fields: [`${name} Int`],
    attributes: [`@@index([${name}], map: "${map}")`],
  })
  return {
    before: piece(one),
    after: piece(other),
    sql: `ALTER INDEX ${quote(one)} RENAME TO ${quote(other)}`,
    made: told('object-name', 'index', table, other),
    declared: told('object-name', 'index', table, one),
    lacking: told('object-name', 'index', table, other),
  }
}

const relation = (model: string, name: string, more = '') => [
  `${name}_to ${model}? @relation("${name}", fields: [${name}], references: [id], map: "${name}_fkey"${more})`,
  `${name}_from ${model}[] @relation("${name}")`,
]
const foreignKey = (table: string, name: string, onDelete: string) =>
  `ADD CONSTRAINT ${quote(`${name}_fkey`)} FOREIGN KEY (${quote(name)}) REFERENCES ${table}("id") ON DELETE ${onDelete} ON UPDATE CASCADE`
const dropKey = (table: string, name: string) =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${quote(`${name}_fkey`)}`

const addForeignKey: Maker = ({ model, table, sql }, name) => ({
  before: { fields: [`${name} Int?`] },
  after: { fields: [`${name} Int?`, ...relation(model, name)] },
  sql: `ALTER TABLE ${sql} ${foreignKey(sql, name, 'SET NULL')}`,
  made: told('foreign-key-extra', 'foreign-key', table, `${name}_fkey`),
  declared: told('foreign-key-missing', 'foreign-key', table, `${name}_fkey`),
})

const dropForeignKey: Maker = ({ model, table, sql }, name) => ({
  before: { fields: [`${name} Int?`, ...relation(model, name)] },
  after: { fields: [`${name} Int?`] },
  sql: dropKey(sql, name),
  made: told('foreign-key-missing', 'foreign-key', table, `${name}_fkey`),
  declared: told('foreign-key-extra', 'foreign-key', table, `${name}_fkey`),
})

const changeActions: Maker = ({ model, table, sql }, name, pick) => {
  const [psl, action] = pick([
    ['Cascade', 'CASCADE'],
    ['Restrict', 'RESTRICT'],
    ['NoAction', 'NO ACTION'],
  ])
  return {
    before: { fields: [`${name} Int?`, ...relation(model, name)] },
    after: { fields: [`${name} Int?`, ...relation(model, name, `, onDelete: ${psl}`)] },
    sql: `${dropKey(sql, name)}, ${foreignKey(sql, name, action)}`,
    made: told('foreign-key-actions', 'foreign-key', table, `${name}_fkey`),
  }
}

const enumBlock = (name: string, labels: string) =>
  `enum ${name} {\n${labels.replaceAll(/(\w+) ?/g, '  $1\n')}}`
const addLabel: Maker = (_, name) => {
  const piece = (labels: string) => ({
    fields: [`${name} E${name}`],
    blocks: [enumBlock(`E${name}`, labels)],
  })
  return {
    before: piece('ONE TWO'),
    after: piece('ONE TWO THREE'),
    sql: `ALTER TYPE ${quote(`E${name}`)} ADD VALUE 'THREE'`,
    made: told('enum-values', 'enum', `E${name}`),
  }
}

/** A block of its own that comes or goes. */
const block =
  (kind: 'enum' | 'table', comes: boolean): Maker =>
  (_, name) => {
    const own =
      kind === 'enum'
        ? enumBlock(`X${name}`, `ONE ${name}`)
        : `model X${name} {\n  id Int @id\n  ${name} Int\n}`
    const create =
      kind === 'enum'
        ? `CREATE TYPE ${quote(`X${name}`)} AS ENUM ('ONE', '${name}')`
        : `CREATE TABLE ${quote(`X${name}`)} ("id" integer PRIMARY KEY, ${quote(name)} integer NOT NULL)`
    const drop = `DROP ${kind === 'enum' ? 'TYPE' : 'TABLE'} ${quote(`X${name}`)}`
    const [here, gone] = [{ blocks: [own] }, {}]
    const side = (extra: boolean) => told(`${kind}-${extra ? 'extra' : 'missing'}`, kind, `X${name}`)
    return {
      before: comes ? gone : here,
      after: comes ? here : gone,
      sql: comes ? create : drop,
      made: side(comes),
      declared: side(!comes),
    }
  }

const dropPrimaryKey: Maker = (_, name) => {
  const model = (id: string) => ({ blocks: [`model P${name} {\n  no Int${id}\n  code Int @unique\n}`] })
  return {
    before: model(' @id'),
    after: model(''),
    sql: `ALTER TABLE ${quote(`P${name}`)} DROP CONSTRAINT ${quote(`P${name}_pkey`)}`,
    made: told('primary-key', 'primary-key', `P${name}`, `P${name}_pkey`),
  }
}

export const changesOfPsl: Readonly<Record<string, Maker>> = {
  'add a column': addColumn,
  'drop a column': dropColumn,
  'change a type': retype,
  'set a default': setDefault,
  'drop a default': dropDefault,
  'set not null': alter(() => 'SET NOT NULL', 'String?', 'String', 'column-nullability'),
  'drop not null': alter(() => 'DROP NOT NULL', 'Int', 'Int?', 'column-nullability'),
  'generate a column': generate,
  'create an index': reindex(false, [
    [null, plain],
    [null, descending],
    [null, hash],
    [null, both],
  ]),
  'drop an index': reindex(false, [
    [plain, null],
    [hash, null],
    [both, null],
  ]),
  'change an index': reindex(false, [
    [plain, descending],
    [plain, hash],
    [both, plain],
    [descending, both],
  ]),
  'create a unique index': reindex(true, [
    [null, plain],
    [null, both],
    [null, descending],
  ]),
  'drop a unique index': reindex(true, [
    [plain, null],
    [both, null],
  ]),
  'change a unique index': reindex(true, [
    [both, plain],
    [plain, both],
  ]),
  'rename an index': renameIndex,
  'add a foreign key': addForeignKey,
  'drop a foreign key': dropForeignKey,
  'change what a foreign key does': changeActions,
  'add a label': addLabel,
  'create an enum': block('enum', true),
  'drop an enum': block('enum', false),
  'create a table': block('table', true),
  'drop a table': block('table', false),
  'drop a primary key': dropPrimaryKey,
}
