import { listOf, textOf } from '../../drift/value.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { unlessConstraint } from './guards.ts'
import { ident, idents, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * A foreign key. On a database in use it holds for new rows at once, and the old ones are read later, under a lock
 * that lets others write. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export function createForeignKey(
  key: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): readonly Statement[] {
  const table = tableOf(id)
  const on = `ALTER TABLE ${qualified(table, situation.schema)}`
  const later = situation.live && key.attributes.validated !== false
  const add = `${on} ADD CONSTRAINT ${ident(id.name)} ${foreignKeyBody(key, situation.schema)}${later ? ' NOT VALID' : ''}`
  const change = statement(situation.mayExist ? unlessConstraint(id, add, situation.schema) : add, {
    undo: `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`,
    lock: 'SHARE ROW EXCLUSIVE',
    table,
    hazards: later ? [] : ['blocks-writes', 'fails-on-data'],
  })
  return later ? [change, validateConstraint(id, situation)] : [change]
}

/** Reads the rows that were there before a constraint. */
export function validateConstraint(id: TableMemberId, { schema }: Situation): Statement {
  const table = tableOf(id)
  return statement(`ALTER TABLE ${qualified(table, schema)} VALIDATE CONSTRAINT ${ident(id.name)}`, {
    lock: 'SHARE UPDATE EXCLUSIVE',
    table,
    hazards: ['fails-on-data'],
    part: 'validate',
  })
}

function foreignKeyBody(key: CatalogObject, home: string): string {
  const list = (name: string) => listOf(key.attributes[name] ?? null)
  const text = (name: string) => textOf(key.attributes[name] ?? null) ?? ''
  const isSet = (name: string) => key.attributes[name] === true
  const target = qualified({ schema: text('targetSchema'), name: text('targetTable') }, home)
  const deleted = list('onDeleteColumns')
  return [
    `FOREIGN KEY ${idents(list('columns'))} REFERENCES ${target} ${idents(list('targetColumns'))}`,
    ...(text('match') === 'SIMPLE' ? [] : [`MATCH ${text('match')}`]),
    `ON DELETE ${text('onDelete')}${deleted.length === 0 ? '' : ` ${idents(deleted)}`} ON UPDATE ${text('onUpdate')}`,
    ...(isSet('deferrable') ? ['DEFERRABLE'] : []),
    ...(isSet('initiallyDeferred') ? ['INITIALLY DEFERRED'] : []),
    ...(key.attributes.enforced === false ? ['NOT ENFORCED'] : []),
    ...(key.attributes.validated === false ? ['NOT VALID'] : []),
  ].join(' ')
}

/** Takes a constraint of a table away. */
export function dropConstraint(id: TableMemberId, { schema }: Situation, undo: string | null): Statement {
  const table = tableOf(id)
  return statement(`ALTER TABLE ${qualified(table, schema)} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`, {
    undo,
    lock: 'ACCESS EXCLUSIVE',
    table,
  })
}
