import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { compareText, type SchemaMemberId } from '../../model/object.ts'
import { columnDefinition } from './column-definition.ts'
import { ident, idents, qualified } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * A table with its columns and primary key, laid out as Prisma does.
 * @param columns in their order
 */
export function createTable(
  table: CatalogObject,
  id: SchemaMemberId,
  columns: readonly CatalogObject[],
  primaryKey: CatalogObject | null,
  situation: Situation,
): readonly Statement[] {
  const name = qualified(id, situation.schema)
  const text = (attribute: string) => textOf(table.attributes[attribute] ?? null)
  const parts = columns.map((column) => columnDefinition(column, situation.schema))
  const key =
    primaryKey &&
    `CONSTRAINT ${ident(primaryKey.id.name)} PRIMARY KEY ${idents(listOf(primaryKey.attributes.columns ?? null))}`
  const body = [...parts, ...(key ? [`\n    ${key}`] : [])]
    .map((part) => (part.startsWith('\n') ? part : `    ${part}`))
    .join(',\n')
  const options = listOf(table.attributes.options ?? null)
  const inherits = listOf(table.attributes.inherits ?? null)
  const sql = [
    `CREATE ${text('persistence') === 'unlogged' ? 'UNLOGGED ' : ''}TABLE ${situation.mayExist ? 'IF NOT EXISTS ' : ''}${name} (\n${body}\n)`,
    ...(inherits.length === 0 ? [] : [`INHERITS (${inherits.join(', ')})`]),
    ...(text('partitionBy') === null ? [] : [`PARTITION BY ${text('partitionBy')}`]),
    ...(options.length === 0 ? [] : [`WITH (${options.join(', ')})`]),
  ].join(' ')
  return [
    statement(sql, { undo: `DROP TABLE IF EXISTS ${name}` }),
    ...replicaIdentity(table, name),
    ...rowSecurity(table, 'off', name),
  ]
}

function replicaIdentity(table: CatalogObject, name: string): readonly Statement[] {
  const identity = textOf(table.attributes.replicaIdentity ?? null)
  if (identity !== 'full' && identity !== 'nothing') return []
  return [
    statement(`ALTER TABLE ${name} REPLICA IDENTITY ${identity.toUpperCase()}`, { lock: 'ACCESS EXCLUSIVE' }),
  ]
}

/** Makes a table stored and guarded as another line has it. */
export function alterTable(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  { schema }: Situation,
): readonly Statement[] {
  const name = qualified(id, schema)
  const text = (object: CatalogObject, attribute: string) => textOf(object.attributes[attribute] ?? null)
  const differs = (attribute: string) => text(from, attribute) !== text(to, attribute)
  const alter = (clause: (object: CatalogObject) => string, rewrites = false) => [
    statement(`ALTER TABLE ${name} ${clause(to)}`, {
      undo: `ALTER TABLE ${name} ${clause(from)}`,
      lock: 'ACCESS EXCLUSIVE',
      table: id,
      hazards: rewrites ? ['table-rewrite', 'blocks-reads', 'blocks-writes'] : [],
    }),
  ]
  return [
    ...(differs('persistence')
      ? alter((object) => `SET ${text(object, 'persistence') === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`, true)
      : []),
    ...alterOptions(from, to, id, name),
    ...(differs('replicaIdentity') && /^(?:default|nothing|full)$/.test(text(to, 'replicaIdentity') ?? '')
      ? alter((object) => `REPLICA IDENTITY ${(text(object, 'replicaIdentity') ?? 'default').toUpperCase()}`)
      : []),
    ...(differs('rowSecurity') ? rowSecurity(to, text(from, 'rowSecurity') ?? 'off', name) : []),
  ]
}

function alterOptions(
  from: CatalogObject,
  to: CatalogObject,
  id: SchemaMemberId,
  name: string,
): readonly Statement[] {
  const [was, is] = [from, to].map((object) => listOf(object.attributes.options ?? null))
  const set = (options: readonly string[] = [], others: readonly string[] = []) => {
    const gone = others
      .map((option) => option.split('=')[0] ?? '')
      .filter((key) => !options.some((option) => option.startsWith(`${key}=`)))
    return [
      ...(options.length === 0 ? [] : [`SET (${[...options].sort(compareText).join(', ')})`]),
      ...(gone.length === 0 ? [] : [`RESET (${gone.join(', ')})`]),
    ].join(', ')
  }
  if (was?.join() === is?.join()) return []
  return [
    statement(`ALTER TABLE ${name} ${set(is, was)}`, {
      undo: `ALTER TABLE ${name} ${set(was, is)}`,
      lock: 'SHARE UPDATE EXCLUSIVE',
      table: id,
    }),
  ]
}

const securities: Readonly<Record<string, readonly string[]>> = {
  off: ['DISABLE', 'NO FORCE'],
  on: ['ENABLE', 'NO FORCE'],
  forced: ['ENABLE', 'FORCE'],
}

function rowSecurity(table: CatalogObject, was: string, name: string): readonly Statement[] {
  const is = textOf(table.attributes.rowSecurity ?? null) ?? 'off'
  const [from = [], to = []] = [securities[was], securities[is]]
  return to.flatMap((word, at) => {
    const other = from[at]
    if (word === other || other === undefined) return []
    const clause = (each: string) => `ALTER TABLE ${name} ${each} ROW LEVEL SECURITY`
    return [statement(clause(word), { undo: clause(other), lock: 'ACCESS EXCLUSIVE' })]
  })
}
