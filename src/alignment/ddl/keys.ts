import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId, TableMemberId } from '../../model/object.ts'
import { unlessConstraint } from './guards.ts'
import { ident, idents, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

const list = (object: CatalogObject, name: string) => listOf(object.attributes[name] ?? null)
const isSet = (object: CatalogObject, name: string) => object.attributes[name] === true

/** A primary key, unique or index; on a database in use an index is built beside its writers. */
export function createKey(key: CatalogObject, id: TableMemberId, situation: Situation): readonly Statement[] {
  if (key.id.kind === 'primary-key' || isSet(key, 'constraint')) return addConstraint(key, id, situation)
  const isLive = situation.live
  const guard = situation.mayExist ? 'IF NOT EXISTS ' : ''
  const unique = isSet(key, 'unique') ? 'UNIQUE ' : ''
  const home = situation.schema
  const on = qualified(tableOf(id), home)
  return [
    statement(
      `CREATE ${unique}INDEX ${isLive ? 'CONCURRENTLY ' : ''}${guard}${ident(id.name)} ON ${on} ${indexBody(key)}`,
      {
        undo: `DROP INDEX ${isLive ? 'CONCURRENTLY ' : ''}IF EXISTS ${qualified({ schema: id.schema, name: id.name }, home)}`,
        lock: isLive ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
        table: tableOf(id),
        hazards: [
          ...(isLive ? (['non-transactional'] as const) : (['blocks-writes'] as const)),
          ...(unique === '' ? [] : (['fails-on-data'] as const)),
        ],
        part: isLive ? 'alone' : 'main',
      },
    ),
  ]
}

/** What stands behind the table's name: `USING btree ("a" DESC) INCLUDE ("b") WHERE (…)`. */
function indexBody(key: CatalogObject): string {
  const method = textOf(key.attributes.method ?? null) ?? 'btree'
  const [classes, orders, nulls, collations] = ['operatorClasses', 'orders', 'nulls', 'collations'].map(
    (name) => list(key, name),
  )
  const columns = list(key, 'columns').map((column, at) => {
    const order = orders?.[at] === 'DESC' ? ' DESC' : ''
    const usual = order === '' ? 'LAST' : 'FIRST'
    const place =
      nulls?.[at] === undefined || nulls[at] === usual || method !== 'btree' ? '' : ` NULLS ${nulls[at]}`
    const collation = collations?.[at] ? ` COLLATE ${collations[at]}` : ''
    const operators = classes?.[at] ? ` ${classes[at]}` : ''
    return `${keyText(column)}${collation}${operators}${order}${place}`
  })
  const include = list(key, 'include')
  const options = list(key, 'options')
  const predicate = textOf(key.attributes.predicate ?? null)
  return [
    ...(method === 'btree' ? [] : [`USING ${method}`]),
    `(${columns.join(', ')})`,
    ...(include.length === 0 ? [] : [`INCLUDE ${idents(include)}`]),
    ...(isSet(key, 'nullsNotDistinct') ? ['NULLS NOT DISTINCT'] : []),
    ...(options.length === 0 ? [] : [`WITH (${options.join(', ')})`]),
    ...(predicate === null ? [] : [`WHERE ${predicate}`]),
  ].join(' ')
}

/** An expression stands in brackets already, a column bare. */
function keyText(column: string): string {
  return column.startsWith('(') ? column : ident(column)
}

function addConstraint(key: CatalogObject, id: TableMemberId, situation: Situation): readonly Statement[] {
  const table = tableOf(id)
  const on = `ALTER TABLE ${qualified(table, situation.schema)}`
  const columns = list(key, 'columns').map(ident)
  if (isSet(key, 'withoutOverlaps')) columns.push(`${columns.pop()} WITHOUT OVERLAPS`)
  const include = list(key, 'include')
  const options = list(key, 'options')
  const body = [
    key.id.kind === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE',
    ...(isSet(key, 'nullsNotDistinct') ? ['NULLS NOT DISTINCT'] : []),
    `(${columns.join(', ')})`,
    ...(include.length === 0 ? [] : [`INCLUDE ${idents(include)}`]),
    ...(options.length === 0 ? [] : [`WITH (${options.join(', ')})`]),
    ...(isSet(key, 'deferrable') ? ['DEFERRABLE'] : []),
    ...(isSet(key, 'initiallyDeferred') ? ['INITIALLY DEFERRED'] : []),
  ].join(' ')
  const add = `${on} ADD CONSTRAINT ${ident(id.name)} ${body}`
  return [
    statement(situation.mayExist ? unlessConstraint(id, add, situation.schema) : add, {
      undo: `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`,
      lock: 'ACCESS EXCLUSIVE',
      table,
      hazards: ['blocks-reads', 'blocks-writes', 'fails-on-data'],
    }),
  ]
}

/** Takes a key, unique or index away. */
export function dropKey(key: CatalogObject, id: TableMemberId, situation: Situation): readonly Statement[] {
  const table = tableOf(id)
  const home = situation.schema
  const isConstraint = key.id.kind === 'primary-key' || isSet(key, 'constraint')
  const sql = isConstraint
    ? `ALTER TABLE ${qualified(table, home)} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`
    : `DROP INDEX IF EXISTS ${qualified({ schema: id.schema, name: id.name }, home)}`
  const [back] = createKey(key, id, { ...situation, live: false, mayExist: false })
  return [statement(sql, { undo: back?.sql ?? null, lock: 'ACCESS EXCLUSIVE', table })]
}

/** Gives a key, index or constraint another name. */
export function renameOnTable(
  object: CatalogObject,
  id: ObjectId,
  name: string,
  situation: Situation,
): readonly Statement[] {
  if (!('table' in id)) return []
  const table = tableOf(id)
  const isIndex = (id.kind === 'index' || id.kind === 'unique') && !isSet(object, 'constraint')
  const rename = (from: string, to: string) =>
    isIndex
      ? `ALTER INDEX ${qualified({ schema: id.schema, name: from }, situation.schema)} RENAME TO ${ident(to)}`
      : `ALTER TABLE ${qualified(table, situation.schema)} RENAME CONSTRAINT ${ident(from)} TO ${ident(to)}`
  return [
    statement(rename(id.name, name), {
      undo: rename(name, id.name),
      lock: isIndex ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
      table,
    }),
  ]
}
