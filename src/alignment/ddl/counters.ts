import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { objectKey, type TableMemberId } from '../../model/object.ts'
import { tokenize } from '../../model/tokens.ts'
import { told } from './attributes.ts'
import { allOptions, type Counter, counterOf, drawnFrom, identityClause } from './counter.ts'
import { block, columnNamed, unless, where } from './guards.ts'
import { alterTableOf, ident, literal, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { defaultText, plain, unqualified } from './text.ts'

type Serial = Extract<Counter, { kind: 'serial' }>

const ofColumn = (id: TableMemberId, home: string) =>
  `${alterTableOf(id, home)} ALTER COLUMN ${ident(id.name)}`
const dotted = (id: TableMemberId, home: string) => `${qualified(tableOf(id), home)}.${ident(id.name)}`
const identitySequence = (id: TableMemberId, home: string) =>
  `pg_get_serial_sequence(${literal(qualified(tableOf(id), home))}, ${literal(id.name)})`

/** Counting goes on behind the largest number that a row has; where there are no rows it begins at its start. */
function setBehindRows(sequence: string, id: TableMemberId, home: string): string {
  const column = ident(id.name)
  return `SELECT setval(${sequence}, max(${column})) FROM ${qualified(tableOf(id), home)} HAVING max(${column}) > 0`
}

function createSequence(column: CatalogObject, serial: Serial, home: string): string {
  const type = told(column).text('type') ?? ''
  const own = /^(?:smallint|integer|bigint)$/.test(type) ? ` AS ${type}` : ''
  return `CREATE SEQUENCE IF NOT EXISTS ${unqualified(serial.sequence, home)}${own} ${serial.options}`.trimEnd()
}

const nextval = (serial: Serial, home: string) =>
  `nextval(${literal(unqualified(serial.sequence, home))}::regclass)`

/** What makes a column count that does not: the statements, without what takes them back. */
function making(column: CatalogObject, id: TableMemberId, home: string): readonly string[] {
  const counter = counterOf(column)
  if (counter.kind === 'none') return []
  if (counter.kind === 'identity')
    return [
      `${ofColumn(id, home)} ADD ${identityClause(counter)}`,
      setBehindRows(identitySequence(id, home), id, home),
    ]
  const name = unqualified(counter.sequence, home)
  return [
    createSequence(column, counter, home),
    `ALTER SEQUENCE ${name} OWNED BY ${dotted(id, home)}`,
    setBehindRows(literal(name), id, home),
    `${ofColumn(id, home)} SET DEFAULT ${nextval(counter, home)}`,
  ]
}

/** What makes a column stop counting. The default that another one has is said apart. */
function unmaking(
  column: CatalogObject,
  id: TableMemberId,
  { schema: home, kept = null }: Pick<Situation, 'schema' | 'kept'>,
): readonly string[] {
  const counter = counterOf(column)
  if (counter.kind === 'none') return []
  if (counter.kind === 'identity') return [`${ofColumn(id, home)} DROP IDENTITY IF EXISTS`]
  const name = unqualified(counter.sequence, home)
  const stays = sequenceIn(kept, counter.sequence)
  return [
    `${ofColumn(id, home)} DROP DEFAULT`,
    ...(stays === null ? [`DROP SEQUENCE IF EXISTS ${name}`] : []),
    ...(stays?.attributes.ownedBy === null ? [`ALTER SEQUENCE ${name} OWNED BY NONE`] : []),
  ]
}

/** The sequence that a catalog has under this name as SQL has it; null where it has none. */
function sequenceIn(catalog: Catalog | null, printed: string): CatalogObject | null {
  const names = tokenize(printed).flatMap(({ kind, text }) => (kind === 'symbol' ? [] : plain(text)))
  const [schema = '', name = ''] = names
  return catalog?.objects.get(objectKey({ kind: 'sequence', schema, name })) ?? null
}

const exclusive = { lock: 'ACCESS EXCLUSIVE' } as const

/** Only what is said of the column locks its table. */
const lockOf = (sql: string) => (/^(?:DO|ALTER TABLE)\b/.test(sql) ? exclusive : {})

/** Finds a row where the column draws from a sequence that it owns. */
function drawing(id: TableMemberId, home: string): string {
  return `${columnNamed(id, home)} AND ${identitySequence(id, home)} IS NOT NULL AND EXISTS (
    SELECT FROM pg_attrdef
    WHERE adrelid = attrelid AND adnum = attnum AND pg_get_expr(adbin, adrelid) LIKE 'nextval(%')`
}

/** A column that begins to count, behind the rows that are there. @param from with the default that gives way */
export function makeCounter(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema, mayExist, catalog = null }: Situation,
): readonly Statement[] {
  const isIdentity = counterOf(to).kind === 'identity'
  const { text } = told(from)
  const value = text('default')
  const on = ofColumn(id, schema)
  const steps = [...(isIdentity && value !== null ? [`${on} DROP DEFAULT`] : []), ...making(to, id, schema)]
  const back = [
    ...unmaking(to, id, { schema, kept: catalog }),
    ...(value === null ? [] : [`${on} SET DEFAULT ${defaultText(value, text('type') ?? '', schema)}`]),
  ]
  const guard = isIdentity
    ? where(columnNamed(id, schema, `attidentity = ''`), steps)
    : unless(drawing(id, schema), steps)
  return (mayExist ? [guard] : steps).map((each, at) =>
    statement(each, { ...lockOf(each), table: tableOf(id), undo: at === 0 ? back.join(';\n') : null }),
  )
}

/** A column that stops counting; its sequence goes. */
export function dropCounter(
  column: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const { schema } = situation
  const steps = unmaking(column, id, situation)
  const undo = making(column, id, schema).join(';\n')
  return steps.map((each, at) =>
    statement(each, { ...lockOf(each), table: tableOf(id), undo: at === steps.length - 1 ? undo : null }),
  )
}

/** A column that counts in another way, and goes on where it has come to. */
export function swapCounter(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema, mayExist }: Situation,
): readonly Statement[] {
  const swap = (was: CatalogObject, is: CatalogObject, isGuarded: boolean) => {
    const lines = swapping(was, is, id, schema)
    const test = counterOf(was).kind === 'identity' ? `attidentity <> ''` : `attidentity = ''`
    if (!isGuarded) return lines
    return [`IF EXISTS (${columnNamed(id, schema, test)}) THEN\n    ${lines.join(';\n    ')};\n  END IF`]
  }
  const text = (was: CatalogObject, is: CatalogObject, isGuarded: boolean) =>
    block(swap(was, is, isGuarded), ['next_value bigint'])
  return [
    statement(text(from, to, mayExist), { ...exclusive, table: tableOf(id), undo: text(to, from, false) }),
  ]
}

function swapping(was: CatalogObject, is: CatalogObject, id: TableMemberId, home: string): readonly string[] {
  const counter = counterOf(was)
  const sequence =
    counter.kind === 'serial' ? literal(unqualified(counter.sequence, home)) : identitySequence(id, home)
  const next = counterOf(is)
  const own = next.kind === 'serial' ? literal(unqualified(next.sequence, home)) : identitySequence(id, home)
  return [
    `next_value := nextval(${sequence})`,
    ...unmaking(was, id, { schema: home }),
    ...making(is, id, home).filter((each) => !each.startsWith('SELECT setval(')),
    `PERFORM setval(${own}, next_value, false)`,
  ]
}

/** Does one count otherwise than the other, though in the same way? */
export function changesCounter(was: Counter, is: Counter): boolean {
  if (was.kind === 'none' || is.kind === 'none') return false
  const mode = (counter: Counter) => (counter.kind === 'identity' ? counter.mode : '')
  return was.options !== is.options || mode(was) !== mode(is)
}

/** The options of a sequence that goes on counting; one that a column owns takes on the column's type. */
export function alterCounter(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const clauses = (column: CatalogObject, other: CatalogObject) => {
    const [counter, old] = [counterOf(column), counterOf(other)]
    if (counter.kind === 'none' || old.kind === 'none') return ''
    const options = counter.options === old.options ? [] : allOptions(counter.options)
    if (counter.kind === 'identity') {
      const mode = old.kind === 'identity' && old.mode === counter.mode ? [] : [`GENERATED ${counter.mode}`]
      const all = [...mode, ...options]
      return all.length === 0 ? '' : `${ofColumn(id, schema)} ${all.map((each) => `SET ${each}`).join(' ')}`
    }
    const type = told(column).text('type')
    const isOther = type !== told(other).text('type') && /^(?:smallint|integer|bigint)$/.test(type ?? '')
    const all = [...(isOther ? [`AS ${type}`] : []), ...options]
    return all.length === 0 ? '' : `ALTER SEQUENCE ${unqualified(counter.sequence, schema)} ${all.join(' ')}`
  }
  const sql = clauses(to, from)
  if (sql === '') return []
  const lock = counterOf(to).kind === 'identity' ? exclusive : {}
  return [statement(sql, { ...lock, table: tableOf(id), undo: clauses(from, to) })]
}

/** The column draws from the same sequence all along, and only comes to own it, or is rid of it. */
export function ownSequence(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): readonly Statement[] | null {
  const drawn = drawnFrom(told(from).text('default'))
  if (drawn === null || drawn !== drawnFrom(told(to).text('default'))) return null
  const own = (column: CatalogObject) =>
    `ALTER SEQUENCE ${unqualified(drawn, schema)} OWNED BY ${counterOf(column).kind === 'serial' ? dotted(id, schema) : 'NONE'}`
  return [statement(own(to), { undo: own(from) })]
}
