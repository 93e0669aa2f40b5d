import { equalValues } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import type { Hazard } from '../../model/plan.ts'
import { columnDefinition, columnFacts, identityClause } from './column-definition.ts'
import { defaultText, ident, literal, qualified, tableOf, typeName } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** ALTER TABLE … ADD COLUMN. */
export function addColumn(
  column: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const table = tableOf(id)
  const facts = columnFacts(column)
  const guard = situation.mayExist ? 'IF NOT EXISTS ' : ''
  const isFilled = facts.default !== null || facts.identity !== null || facts.generated !== null
  const hazards: Hazard[] = []
  if (rewrites(column)) hazards.push('table-rewrite', 'blocks-reads', 'blocks-writes')
  if (!facts.nullable && !isFilled) hazards.push('fails-on-data')
  return [
    statement(
      `ALTER TABLE ${qualified(table, situation.schema)} ADD COLUMN ${guard}${columnDefinition(column, situation.schema)}`,
      {
        undo: `ALTER TABLE ${qualified(table, situation.schema)} DROP COLUMN IF EXISTS ${ident(id.name)}`,
        lock: 'ACCESS EXCLUSIVE',
        table,
        hazards,
      },
    ),
  ]
}

/**
 * Does every row get a value of its own? A default that is the same for all is kept beside the table.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
function rewrites(column: CatalogObject): boolean {
  const { default: text, isSerial, identity, generated, generatedKind } = columnFacts(column)
  if (isSerial || identity !== null) return true
  if (generated !== null) return generatedKind !== 'virtual'
  return text !== null && /\(/.test(text) && !isStable(text)
}

/** Calls of which Postgres knows that they give one value to all rows of a statement. */
function isStable(text: string): boolean {
  const calls = [...text.matchAll(/([\w.]+)\s*\(/g)].map(([, name]) => name?.toLowerCase())
  const stable = [
    'now',
    'transaction_timestamp',
    'statement_timestamp',
    'timezone',
    'date_trunc',
    'current_setting',
  ]
  return calls.every((name) => name !== undefined && stable.includes(name))
}

const ofTable = (id: TableMemberId, { schema }: Situation) =>
  `ALTER TABLE ${qualified(tableOf(id), schema)} ALTER COLUMN ${ident(id.name)}`

/** Makes a column what another line has: its default, nullability, identity and collation; and its type where that is asked for. */
export function alterColumn(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const differs = (name: string) => !equalValues(from.attributes[name] ?? null, to.attributes[name] ?? null)
  const retyped = differs('type') || differs('collation')
  return [
    ...(retyped ? alterType(from, to, id, situation) : []),
    ...(differs('identity') ? alterIdentity(from, to, id, situation) : []),
    ...(differs('default') && !retyped ? alterDefault(from, to, id, situation) : []),
    ...(differs('nullable') ? alterNullable(to, id, situation) : []),
  ]
}

function alterDefault(from: CatalogObject, to: CatalogObject, id: TableMemberId, situation: Situation) {
  const table = tableOf(id)
  const set = (column: CatalogObject) => {
    const { default: text, type } = columnFacts(column)
    const what = text === null ? 'DROP DEFAULT' : `SET DEFAULT ${defaultText(text, type, situation.schema)}`
    return `${ofTable(id, situation)} ${what}`
  }
  const change = statement(set(to), { undo: set(from), lock: 'ACCESS EXCLUSIVE', table })
  return columnFacts(to).isSerial && !columnFacts(from).isSerial
    ? [...makeSequence(to, id, situation), change]
    : [change]
}

/** The sequence of a serial column, going on behind the rows that are there. */
function makeSequence(column: CatalogObject, id: TableMemberId, situation: Situation): readonly Statement[] {
  const text = columnFacts(column).default ?? ''
  const name = /^nextval\('((?:[^']|'')*)'::regclass\)$/.exec(text)?.[1]?.replaceAll("''", "'")
  if (name === undefined) return []
  const table = qualified(tableOf(id), situation.schema)
  const next = `SELECT setval(${literal(name)}, coalesce((SELECT max(${ident(id.name)}) FROM ${table}), 0) + 1, false)`
  return [
    statement(`CREATE SEQUENCE IF NOT EXISTS ${name} OWNED BY ${table}.${ident(id.name)}`, {
      undo: `DROP SEQUENCE IF EXISTS ${name}`,
    }),
    statement(next),
  ]
}

function alterNullable(to: CatalogObject, id: TableMemberId, situation: Situation): readonly Statement[] {
  const table = tableOf(id)
  const of = ofTable(id, situation)
  if (columnFacts(to).nullable)
    return [statement(`${of} DROP NOT NULL`, { undo: `${of} SET NOT NULL`, lock: 'ACCESS EXCLUSIVE', table })]
  const change = statement(`${of} SET NOT NULL`, {
    undo: `${of} DROP NOT NULL`,
    lock: 'ACCESS EXCLUSIVE',
    table,
    hazards: ['fails-on-data'],
  })
  if (!situation.live) return [change]
  // Where a valid check says so already, SET NOT NULL does not read the table under its lock.
  const check = ident(`${id.table}_${id.name}_not_null`.slice(0, 63))
  const on = `ALTER TABLE ${qualified(table, situation.schema)}`
  const drop = `${on} DROP CONSTRAINT IF EXISTS ${check}`
  return [
    statement(drop, { lock: 'ACCESS EXCLUSIVE', table }),
    statement(`${on} ADD CONSTRAINT ${check} CHECK (${ident(id.name)} IS NOT NULL) NOT VALID`, {
      undo: drop,
      lock: 'ACCESS EXCLUSIVE',
      table,
      hazards: ['fails-on-data'],
    }),
    statement(`${on} VALIDATE CONSTRAINT ${check}`, {
      lock: 'SHARE UPDATE EXCLUSIVE',
      table,
      part: 'validate',
    }),
    { ...change, hazards: [], part: 'validate' },
    statement(drop, { lock: 'ACCESS EXCLUSIVE', table, part: 'validate' }),
  ]
}

function alterIdentity(from: CatalogObject, to: CatalogObject, id: TableMemberId, situation: Situation) {
  const table = tableOf(id)
  const of = ofTable(id, situation)
  const [was, is] = [columnFacts(from), columnFacts(to)]
  const facts = { lock: 'ACCESS EXCLUSIVE', table } as const
  if (is.identity === null)
    return [
      statement(`${of} DROP IDENTITY IF EXISTS`, { ...facts, undo: `${of} ADD ${identityClause(was)}` }),
    ]
  if (was.identity !== null)
    return [
      statement(`${of} SET GENERATED ${is.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'}`, {
        ...facts,
        undo: `${of} SET GENERATED ${was.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'}`,
      }),
    ]
  const dropDefault =
    was.default === null
      ? []
      : [statement(`${of} DROP DEFAULT`, { ...facts, undo: `${of} SET DEFAULT ${was.default}` })]
  const name = qualified(table, situation.schema)
  return [
    ...dropDefault,
    statement(`${of} ADD ${identityClause(is)}`, { ...facts, undo: `${of} DROP IDENTITY IF EXISTS` }),
    statement(
      `SELECT setval(pg_get_serial_sequence(${literal(name)}, ${literal(id.name)}), coalesce((SELECT max(${ident(id.name)}) FROM ${name}), 0) + 1, false)`,
    ),
  ]
}

/** Every row is cast; the default goes first, as it may not be cast by itself. */
function alterType(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const table = tableOf(id)
  const [was, is] = [columnFacts(from), columnFacts(to)]
  const cast = (column: typeof is, other: typeof is) => {
    const type = typeName(column.type, situation.schema)
    const collation = column.collation === null ? '' : ` COLLATE ${column.collation}`
    return `TYPE ${type}${collation} USING ${castTo(ident(column.name), other.type, column.type, type)}`
  }
  const steps = [
    ...(was.default === null ? [] : ['DROP DEFAULT']),
    cast(is, was),
    ...(is.default === null ? [] : [`SET DEFAULT ${defaultText(is.default, is.type, situation.schema)}`]),
  ]
  const back = [
    ...(is.default === null ? [] : ['DROP DEFAULT']),
    cast(was, is),
    ...(was.default === null ? [] : [`SET DEFAULT ${defaultText(was.default, was.type, situation.schema)}`]),
  ]
  const on = `ALTER TABLE ${qualified(table, situation.schema)}`
  const all = (parts: readonly string[]) =>
    `${on} ${parts.map((part) => `ALTER COLUMN ${ident(id.name)} ${part}`).join(', ')}`
  return [
    statement(all(steps), {
      undo: all(back),
      lock: 'ACCESS EXCLUSIVE',
      table,
      hazards: ['table-rewrite', 'blocks-reads', 'blocks-writes', 'fails-on-data'],
    }),
  ]
}

/** A single value becomes a list of it, and the first of a list a single value; the rest goes by text. */
function castTo(column: string, from: string, to: string, type: string): string {
  const [wasList, isList] = [from.endsWith('[]'), to.endsWith('[]')]
  if (isList && !wasList) return `CASE WHEN ${column} IS NULL THEN NULL ELSE ARRAY[${column}]::${type} END`
  if (wasList && !isList) return `(${column})[1]::${type}`
  return /^(?:text|character|name)/.test(from) || /^(?:text|character)/.test(to)
    ? `${column}::${type}`
    : `${column}::text::${type}`
}
