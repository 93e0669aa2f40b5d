/** Changes of what schema.prisma cannot say: production and the migrations alone have a vote. */
import { type Host, type Maker, numberOf, quote, told } from './change.ts'

/** What a change is made of: SQL before it, the statement, and the finding. */
interface Statement {
  readonly fields?: readonly string[]
  readonly before?: string
  readonly sql: string
  readonly made: string
}

const maker =
  (make: (host: Host, name: string, quoted: string) => Statement): Maker =>
  (host, name) => {
    const { fields = [], before = '', sql, made } = make(host, name, quote(name))
    return { before: { fields, sql: before }, after: null, sql, made }
  }

type LifeOf = (host: Host, name: string, quoted: string, n: number) => Life

/** Creating, dropping and replacing one object: three changes. */
function threeOf(kind: string, make: LifeOf): Readonly<Record<string, Maker>> {
  const { rule = kind, article = 'a' } = titles[kind] ?? {}
  const one = (what: 'extra' | 'missing' | 'definition'): Maker =>
    maker((host, name, quoted) => {
      const { create, drop, other, path, fields = [], needs = '' } = make(host, name, quoted, numberOf(name))
      const change = what === 'extra' ? create : what === 'missing' ? drop : (other ?? '')
      const before = what === 'extra' ? needs : `${needs}${create}`
      return { fields, before, sql: change, made: told(`${rule}-${what}`, kind, ...path) }
    })
  const label = `${article} ${kind.replaceAll('-', ' ')}`
  return {
    [`create ${label}`]: one('extra'),
    [`drop ${label}`]: one('missing'),
    [`change ${label}`]: one('definition'),
  }
}

/** An object's whole life, as statements. */
interface Life {
  readonly create: string
  readonly drop: string
  /** Makes another one of it. */
  readonly other?: string
  readonly path: readonly string[]
  readonly fields?: readonly string[]
  /** What it needs to be there, as whole statements. */
  readonly needs?: string
}

const titles: Readonly<Record<string, { readonly rule?: string; readonly article?: string }>> = {
  exclusion: { article: 'an' },
  'materialized-view': { rule: 'view' },
}

const constraint = (host: Host, quoted: string, one: string, another: string) => ({
  create: `ALTER TABLE ${host.sql} ADD CONSTRAINT ${quoted} ${one};`,
  drop: `ALTER TABLE ${host.sql} DROP CONSTRAINT ${quoted};`,
  other: `ALTER TABLE ${host.sql} DROP CONSTRAINT ${quoted}, ADD CONSTRAINT ${quoted} ${another};`,
})

const lives: Readonly<Record<string, LifeOf>> = {
  check: (host, name, quoted, n) => ({
    ...constraint(host, quoted, `CHECK ("id" IN (1, ${n}, 3))`, `CHECK ("id" IN (1, ${n}, 4))`),
    path: [host.table, name],
  }),
  exclusion: (host, name, quoted, n) => ({
    ...constraint(
      host,
      quoted,
      `EXCLUDE USING btree ("id" WITH =) WHERE ("id" > ${n})`,
      `EXCLUDE USING btree ("id" WITH =) WHERE ("id" < ${n})`,
    ),
    path: [host.table, name],
  }),
  trigger: (host, name, quoted, n) => {
    const body = (when: string) =>
      `CREATE TRIGGER ${quoted} BEFORE ${when} ON ${host.sql} FOR EACH ROW WHEN (OLD."id" > ${n}) EXECUTE FUNCTION suppress_redundant_updates_trigger();`
    return {
      create: body('UPDATE'),
      drop: `DROP TRIGGER ${quoted} ON ${host.sql};`,
      other: `ALTER TABLE ${host.sql} DISABLE TRIGGER ${quoted};`,
      path: [host.table, name],
    }
  },
  policy: (host, name, quoted, n) => ({
    create: `CREATE POLICY ${quoted} ON ${host.sql} FOR SELECT USING ("id" > ${n});`,
    drop: `DROP POLICY ${quoted} ON ${host.sql};`,
    other: `ALTER POLICY ${quoted} ON ${host.sql} USING ("id" < ${n});`,
    path: [host.table, name],
  }),
  function: (_, name, quoted, n) => ({
    create: `CREATE FUNCTION ${quoted}(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n + ${n}';`,
    drop: `DROP FUNCTION ${quoted}(integer);`,
    other: `CREATE OR REPLACE FUNCTION ${quoted}(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n - ${n}';`,
    path: [`${name}(integer)`],
  }),
  view: (host, name, quoted, n) => ({
    create: `CREATE VIEW ${quoted} AS SELECT "id" FROM ${host.sql} WHERE "id" IN (1, ${n});`,
    drop: `DROP VIEW ${quoted};`,
    other: `CREATE OR REPLACE VIEW ${quoted} AS SELECT "id" FROM ${host.sql} WHERE "id" IN (${n}, 1);`,
    path: [name],
  }),
  'materialized-view': (host, name, quoted, n) => {
    const create = (where: string) =>
      `CREATE MATERIALIZED VIEW ${quoted} AS SELECT "id" FROM ${host.sql} ${where};`
    const drop = `DROP MATERIALIZED VIEW ${quoted};`
    return {
      create: create(`WHERE "id" > ${n}`),
      drop,
      other: drop + create(`WHERE "id" < ${n}`),
      path: [name],
    }
  },
  domain: (_, name, quoted, n) => ({
    create: `CREATE DOMAIN ${quoted} AS integer CHECK (VALUE > ${n});`,
    drop: `DROP DOMAIN ${quoted};`,
    other: `ALTER DOMAIN ${quoted} SET DEFAULT 3;`,
    path: [name],
  }),
  composite: (_, name, quoted, n) => ({
    create: `CREATE TYPE ${quoted} AS ("a" integer, "b${n}" text);`,
    drop: `DROP TYPE ${quoted};`,
    other: `ALTER TYPE ${quoted} ADD ATTRIBUTE "c" text;`,
    path: [name],
  }),
  range: (_, name, quoted) => {
    const create = (subtype: string) => `CREATE TYPE ${quoted} AS RANGE (SUBTYPE = ${subtype});`
    const drop = `DROP TYPE ${quoted};`
    return { create: create('time'), drop, other: drop + create('float8'), path: [name] }
  },
  sequence: (_, name, quoted, n) => ({
    create: `CREATE SEQUENCE ${quoted} START ${n};`,
    drop: `DROP SEQUENCE ${quoted};`,
    other: `ALTER SEQUENCE ${quoted} INCREMENT BY 5 MAXVALUE 1000;`,
    path: [name],
  }),
  collation: (_, name, quoted) => {
    const create = (from: string) => `CREATE COLLATION ${quoted} FROM "${from}";`
    const drop = `DROP COLLATION ${quoted};`
    return { create: create('C'), drop, other: drop + create('POSIX'), path: [name] }
  },
}

/** An index that PSL cannot say. */
const index = (kind: 'index' | 'unique', definition: string, side: 'extra' | 'missing'): Maker =>
  maker((host, name, quoted) => {
    const create = `CREATE ${kind === 'unique' ? 'UNIQUE ' : ''}INDEX ${quote(`${name}_index`)} ON ${host.sql} ${definition.replaceAll('$', quoted)};`
    const made = told(`${kind}-${side}`, kind, host.table, `${name}_index`)
    return {
      fields: [`${name} Int?`],
      before: side === 'missing' ? create : '',
      sql: side === 'missing' ? `DROP INDEX ${quote(`${name}_index`)}` : create,
      made,
    }
  })

/** A table of its own, of which another attribute is set. */
const stored =
  (sql: (table: string) => string, rule: string, column?: string): Maker =>
  (_, name) => {
    const table = `S${name}`
    const block = `model ${table} {\n  id Int @id @default(autoincrement())\n  text String @default("a")\n}`
    const made = column === undefined ? told(rule, 'table', table) : told(rule, 'column', table, column)
    return { before: { blocks: [block] }, after: null, sql: sql(table), made }
  }

const withKey = (host: Host, name: string) => [
  `${name} Int?`,
  `${name}_to ${host.model}? @relation("${name}", fields: [${name}], references: [id], map: "${name}_fkey")`,
  `${name}_from ${host.model}[] @relation("${name}")`,
]

export const changesBeyondPsl: Readonly<Record<string, Maker>> = {
  ...Object.assign({}, ...Object.entries(lives).map(([kind, life]) => threeOf(kind, life))),
  'create a partial index': index('index', '($) WHERE $ > 3', 'extra'),
  'drop a partial index': index('index', '($) WHERE $ > 3', 'missing'),
  'create an index on an expression': index('index', '(($ + 1), "id")', 'extra'),
  'drop an index on an expression': index('index', '(($ + 1), "id")', 'missing'),
  'create an index that stores more': index('index', '($) INCLUDE ("id")', 'extra'),
  'create a unique index that takes nulls for equal': index('unique', '($) NULLS NOT DISTINCT', 'extra'),
  'drop a partial unique index': index('unique', '($) WHERE $ > 3', 'missing'),
  'make a table unlogged': stored((table) => `ALTER TABLE ${quote(table)} SET UNLOGGED`, 'table-attributes'),
  'set a fill factor': stored(
    (table) => `ALTER TABLE ${quote(table)} SET (fillfactor = 60)`,
    'table-attributes',
  ),
  'switch row-level security on': stored(
    (table) => `ALTER TABLE ${quote(table)} ENABLE ROW LEVEL SECURITY`,
    'rls-enabled',
  ),
  'comment on a table': stored((table) => `COMMENT ON TABLE ${quote(table)} IS 'said'`, 'comment'),
  'comment on a column': stored(
    (table) => `COMMENT ON COLUMN ${quote(table)}."text" IS 'said'`,
    'comment',
    'text',
  ),
  'collate a column': stored(
    (table) => `ALTER TABLE ${quote(table)} ALTER "text" TYPE text COLLATE "C"`,
    'column-collation',
    'text',
  ),
  'make a serial an identity': stored(
    (table) => `ALTER TABLE ${quote(table)} ALTER "id" DROP DEFAULT;
      DROP SEQUENCE ${quote(`${table}_id_seq`)};
      ALTER TABLE ${quote(table)} ALTER "id" ADD GENERATED ALWAYS AS IDENTITY`,
    'column-identity',
    'id',
  ),
  'reorder labels': (_, name) => {
    const type = quote(`L${name}`)
    return {
      before: { blocks: [`enum L${name} {\n  A\n  B\n}`] },
      after: null,
      sql: `DROP TYPE ${type}; CREATE TYPE ${type} AS ENUM ('B', 'A')`,
      made: told('enum-order', 'enum', `L${name}`),
    }
  },
  'leave a foreign key unchecked': (host, name) => ({
    before: { fields: withKey(host, name) },
    after: null,
    sql: `ALTER TABLE ${host.sql} DROP CONSTRAINT ${quote(`${name}_fkey`)}, ADD CONSTRAINT ${quote(`${name}_fkey`)} FOREIGN KEY (${quote(name)}) REFERENCES ${host.sql}("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID`,
    made: told('foreign-key-definition', 'foreign-key', host.table, `${name}_fkey`),
  }),
  'make a foreign key deferrable': (host, name) => ({
    before: { fields: withKey(host, name) },
    after: null,
    sql: `ALTER TABLE ${host.sql} ALTER CONSTRAINT ${quote(`${name}_fkey`)} DEFERRABLE INITIALLY DEFERRED`,
    made: told('foreign-key-definition', 'foreign-key', host.table, `${name}_fkey`),
  }),
  'make a unique index a constraint': (host, name) => ({
    before: { fields: [`${name} Int?`], attributes: [`@@unique([${name}], map: "${name}_index")`] },
    after: null,
    sql: `ALTER TABLE ${host.sql} ADD CONSTRAINT ${quote(`${name}_index`)} UNIQUE USING INDEX ${quote(`${name}_index`)}`,
    made: told('unique-definition', 'unique', host.table, `${name}_index`),
  }),
}
