import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { isOnPartitioned } from './catalog-facts.ts'
import { timing } from './constraints.ts'
import { constraintNamed, unless } from './guards.ts'
import { keyElements } from './key-elements.ts'
import { alterTableOf, ident, idents, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { unqualified } from './text.ts'

/** Is it a constraint with an index behind it, or only the index? */
export function isConstraint(object: CatalogObject): boolean {
  return object.id.kind === 'primary-key' || told(object).isSet('constraint')
}

/**
 * Can its index be built beside writers? That of a partitioned table cannot, nor that of a key over periods, which
 * only the constraint can make.
 */
export function isConcurrent(object: CatalogObject, id: TableMemberId, situation: Situation): boolean {
  return situation.live && !isOnPartitioned(id, situation) && !told(object).isSet('withoutOverlaps')
}

/** CREATE INDEX. @param name other than its own where one of that name is there */
export function createIndex(
  object: CatalogObject,
  id: TableMemberId,
  situation: Situation,
  name: string = id.name,
): Statement {
  const { schema, mayExist } = situation
  const isUnique = object.id.kind !== 'index'
  const concurrently = isConcurrent(object, id, situation) ? 'CONCURRENTLY ' : ''
  const guard = mayExist ? 'IF NOT EXISTS ' : ''
  const on = qualified(tableOf(id), schema)
  return statement(
    `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ${concurrently}${guard}${ident(name)} ON ${on}${indexBody(object, schema)}`,
    {
      undo: `DROP INDEX ${concurrently}IF EXISTS ${qualified({ schema: id.schema, name }, schema)}`,
      lock: concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
      table: tableOf(id),
      hazards: [
        concurrently ? 'non-transactional' : 'blocks-writes',
        ...(isUnique ? (['fails-on-data'] as const) : []),
      ],
      part: concurrently ? 'alone' : 'main',
    },
  )
}

/** What stands behind the table's name: ` USING GIN ("a" DESC) INCLUDE ("b") WHERE (…)`. */
function indexBody(object: CatalogObject, home: string): string {
  const { text, list, isSet } = told(object)
  const method = text('method') ?? 'btree'
  const predicate = text('predicate')
  const isBuiltIn = /^[a-z]+$/.test(method)
  return [
    `${method === 'btree' ? '' : ` USING ${isBuiltIn ? method.toUpperCase() : ident(method)} `}(${keyElements(object, home).join(', ')})`,
    ...(list('include').length === 0 ? [] : [`INCLUDE ${idents(list('include'))}`]),
    ...(isSet('nullsNotDistinct') ? ['NULLS NOT DISTINCT'] : []),
    ...(list('options').length === 0 ? [] : [`WITH (${list('options').join(', ')})`]),
    ...(predicate === null ? [] : [`WHERE ${unqualified(predicate, home)}`]),
  ].join(' ')
}

/** `PRIMARY KEY ("id")`, as CREATE TABLE and ADD CONSTRAINT have it. */
export function constraintBody(object: CatalogObject): string {
  const { list, isSet } = told(object)
  const columns = list('columns').map(ident)
  if (isSet('withoutOverlaps')) columns.push(`${columns.pop()} WITHOUT OVERLAPS`)
  return [
    object.id.kind === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE',
    ...(isSet('nullsNotDistinct') ? ['NULLS NOT DISTINCT'] : []),
    `(${columns.join(', ')})`,
    ...(list('include').length === 0 ? [] : [`INCLUDE ${idents(list('include'))}`]),
    ...(list('options').length === 0 ? [] : [`WITH (${list('options').join(', ')})`]),
    ...(timing(object) === '' ? [] : [timing(object)]),
  ].join(' ')
}

/** ADD CONSTRAINT, which builds the index under its lock. */
export function addConstraint(
  object: CatalogObject,
  id: TableMemberId,
  { schema, mayExist }: Situation,
): Statement {
  const on = alterTableOf(id, schema)
  const add = `${on} ADD CONSTRAINT ${ident(id.name)} ${constraintBody(object)}`
  return statement(mayExist ? unless(constraintNamed(id, schema), [add]) : add, {
    undo: `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`,
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
    hazards: ['blocks-reads', 'blocks-writes', 'fails-on-data'],
  })
}

/** `PRIMARY KEY USING INDEX "posts_pkey" DEFERRABLE` */
export function usingIndex(object: CatalogObject, index: string): string {
  const words = object.id.kind === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE'
  return `${words} USING INDEX ${ident(index)}${timing(object) === '' ? '' : ` ${timing(object)}`}`
}

/** Makes a constraint of an index that is there: instant, and the index goes by the constraint's name from then on. */
export function useIndex(
  object: CatalogObject,
  id: TableMemberId,
  index: string,
  { schema, mayExist }: Situation,
): Statement {
  const on = alterTableOf(id, schema)
  const add = `${on} ADD CONSTRAINT ${ident(id.name)} ${usingIndex(object, index)}`
  return statement(mayExist ? unless(constraintNamed(id, schema), [add]) : add, {
    undo: `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`,
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
    part: 'finish',
  })
}

/** Takes a key or index away. */
export function dropKey(object: CatalogObject, id: TableMemberId, situation: Situation): Statement {
  const { schema } = situation
  if (isConstraint(object))
    return statement(`${alterTableOf(id, schema)} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`, {
      lock: 'ACCESS EXCLUSIVE',
      table: tableOf(id),
    })
  const isBeside = situation.live && !isOnPartitioned(id, situation)
  return statement(`DROP INDEX ${isBeside ? 'CONCURRENTLY ' : ''}IF EXISTS ${qualified(id, schema)}`, {
    lock: isBeside ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
    table: tableOf(id),
    hazards: isBeside ? ['non-transactional'] : [],
    part: isBeside ? 'alone' : 'main',
  })
}
