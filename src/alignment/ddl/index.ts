import { canonicalOf, equalValues } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId } from '../../model/object.ts'
import { createCheck, createExclusion } from './checks.ts'
import { addColumn, alterColumn } from './columns.ts'
import { createForeignKey, dropConstraint } from './foreign-keys.ts'
import { createKey, dropKey, renameOnTable } from './keys.ts'
import { ident, qualified, tableOf } from './names.ts'
import { alterPolicy, alterSequence, commentOn, createPolicy, createRoot, createSequence } from './others.ts'
import { alterFunction, alterTrigger, createFunction, createTrigger } from './routines.ts'
import { type Situation, type Statement, statement } from './statement.ts'
import { alterTable, createTable } from './tables.ts'
import { alterComposite, alterDomain, alterEnum, createType } from './types.ts'
import { alterView, createView } from './views.ts'

/** What a table that is made anew brings with it. */
export interface Members {
  /** In their order. */
  readonly columns: readonly CatalogObject[]
  readonly primaryKey: CatalogObject | null
}

/** The statements that make an object, with its comment. @param id its name where it is made */
export function createObject(
  object: CatalogObject,
  id: ObjectId,
  situation: Situation,
  members: Members,
): readonly Statement[] {
  return [...create(object, id, situation, members), ...commentOn(null, object, id, situation)]
}

function create(
  object: CatalogObject,
  id: ObjectId,
  situation: Situation,
  members: Members,
): readonly Statement[] {
  switch (id.kind) {
    case 'schema':
    case 'extension':
      return createRoot(object, id)
    case 'table':
      return createTable(object, id, members.columns, members.primaryKey, situation)
    case 'column':
      return addColumn(object, id, situation)
    case 'enum':
    case 'domain':
    case 'composite':
    case 'range':
    case 'collation':
      return createType(object, id, situation)
    case 'sequence':
      return createSequence(object, id, situation)
    case 'function':
      return createFunction(object, id, situation)
    case 'view':
    case 'materialized-view':
      return createView(object, id, situation)
    case 'primary-key':
    case 'unique':
    case 'index':
      return createKey(object, id, situation)
    case 'foreign-key':
      return createForeignKey(object, id, situation)
    case 'check':
      return createCheck(object, id, situation)
    case 'exclusion':
      return createExclusion(object, id, situation)
    case 'trigger':
      return createTrigger(object, id, situation)
    case 'policy':
      return createPolicy(object, id, situation)
    case 'migration':
    case 'file':
      return []
  }
}

/**
 * The statements that make an object what another line has, its comment too. Names stay.
 * @returns null where no statement can
 */
export function alterObject(
  from: CatalogObject,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): readonly Statement[] | null {
  const differs = Object.keys(to.attributes).some(
    (name) => name !== 'comment' && !equalValues(canonicalOf(from, name), canonicalOf(to, name)),
  )
  return [...(differs ? alter(from, to, id, situation) : []), ...commentOn(from, to, id, situation)]
}

function alter(
  from: CatalogObject,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): readonly Statement[] {
  switch (id.kind) {
    case 'table':
      return alterTable(from, to, id, situation)
    case 'column':
      return alterColumn(from, to, id, situation)
    case 'enum':
      return alterEnum(from, to, id, situation)
    case 'domain':
      return alterDomain(from, to, id, situation)
    case 'composite':
      return alterComposite(from, to, id, situation)
    case 'sequence':
      return alterSequence(from, to, id, situation)
    case 'function':
      return alterFunction(from, to, id, situation)
    case 'view':
    case 'materialized-view':
      return alterView(from, to, id, situation)
    case 'trigger':
      return alterTrigger(from, to, id, situation)
    case 'policy':
      return alterPolicy(from, to, id, situation)
    case 'primary-key':
    case 'unique':
    case 'index':
      return [...dropKey(from, id, situation), ...createKey(to, id, { ...situation, mayExist: false })]
    case 'foreign-key': {
      const undo = createForeignKey(from, id, { ...situation, live: false, mayExist: false })[0]?.sql ?? null
      return [
        dropConstraint(id, situation, undo),
        ...createForeignKey(to, id, { ...situation, mayExist: false }),
      ]
    }
    case 'check': {
      const undo = createCheck(from, id, { ...situation, live: false, mayExist: false })[0]?.sql ?? null
      return [dropConstraint(id, situation, undo), ...createCheck(to, id, { ...situation, mayExist: false })]
    }
    case 'exclusion': {
      const undo = createExclusion(from, id, { ...situation, live: false, mayExist: false })[0]?.sql ?? null
      return [
        dropConstraint(id, situation, undo),
        ...createExclusion(to, id, { ...situation, mayExist: false }),
      ]
    }
    case 'schema':
    case 'extension':
    case 'range':
    case 'collation':
    case 'migration':
    case 'file':
      return []
  }
}

/** The statements that take an object away, and what makes it again. */
export function dropObject(object: CatalogObject, id: ObjectId, situation: Situation): readonly Statement[] {
  const back = create(
    object,
    id,
    { ...situation, live: false, mayExist: false },
    { columns: [], primaryKey: null },
  )
  const undo = back.map(({ sql }) => sql).join(';\n')
  return dropText(object, id, situation).map((sql) =>
    statement(sql, {
      undo,
      lock: 'table' in id || id.kind === 'table' ? 'ACCESS EXCLUSIVE' : null,
      hazards: losesData(id) ? ['data-loss'] : [],
    }),
  )
}

function losesData({ kind }: ObjectId): boolean {
  return kind === 'table' || kind === 'column' || kind === 'materialized-view'
}

const dropWords: Partial<Readonly<Record<ObjectId['kind'], string>>> = {
  schema: 'SCHEMA',
  extension: 'EXTENSION',
  table: 'TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  enum: 'TYPE',
  composite: 'TYPE',
  range: 'TYPE',
  domain: 'DOMAIN',
  collation: 'COLLATION',
  sequence: 'SEQUENCE',
  function: 'ROUTINE',
}

function dropText(object: CatalogObject, id: ObjectId, { schema }: Situation): readonly string[] {
  if (!('schema' in id)) {
    const word = dropWords[id.kind]
    return word === undefined ? [] : [`DROP ${word} IF EXISTS ${ident(id.name)}`]
  }
  if (!('table' in id)) {
    const at = id.kind === 'function' ? id.name.indexOf('(') : id.name.length
    return [
      `DROP ${dropWords[id.kind]} IF EXISTS ${qualified({ schema: id.schema, name: id.name.slice(0, at) }, schema)}${id.name.slice(at)}`,
    ]
  }
  const table = qualified(tableOf(id), schema)
  if (id.kind === 'column') return [`ALTER TABLE ${table} DROP COLUMN IF EXISTS ${ident(id.name)}`]
  if (id.kind === 'trigger' || id.kind === 'policy')
    return [`DROP ${id.kind.toUpperCase()} IF EXISTS ${ident(id.name)} ON ${table}`]
  const isIndex = (id.kind === 'index' || id.kind === 'unique') && object.attributes.constraint !== true
  if (isIndex) return [`DROP INDEX IF EXISTS ${qualified({ schema: id.schema, name: id.name }, schema)}`]
  return [`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`]
}

/** The statement that gives an object another name. @param id under its old name */
export function renameObject(
  object: CatalogObject,
  id: ObjectId,
  name: string,
  situation: Situation,
): readonly Statement[] {
  if (!('schema' in id)) return []
  if (!('table' in id)) {
    const word = dropWords[id.kind]
    const rename = (from: string, to: string) =>
      `ALTER ${word} ${qualified({ schema: id.schema, name: from }, situation.schema)} RENAME TO ${ident(to)}`
    return [statement(rename(id.name, name), { undo: rename(name, id.name), lock: 'ACCESS EXCLUSIVE' })]
  }
  if (id.kind !== 'column') return renameOnTable(object, id, name, situation)
  const table = qualified(tableOf(id), situation.schema)
  const rename = (from: string, to: string) =>
    `ALTER TABLE ${table} RENAME COLUMN ${ident(from)} TO ${ident(to)}`
  return [
    statement(rename(id.name, name), {
      undo: rename(name, id.name),
      lock: 'ACCESS EXCLUSIVE',
      table: tableOf(id),
    }),
  ]
}
