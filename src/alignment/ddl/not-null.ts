import type { TableMemberId } from '../../model/object.ts'
import { alterTableOf, cutName, ident, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * SET NOT NULL. On a database in use a check says so first: it is validated while others write, and where a valid
 * check says so SET NOT NULL does not read the table under its lock.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 */
export function requireValue(id: TableMemberId, { schema, live }: Situation): readonly Statement[] {
  const on = alterTableOf(id, schema)
  const facts = { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) } as const
  const set = statement(`${on} ALTER COLUMN ${ident(id.name)} SET NOT NULL`, {
    ...facts,
    undo: `${on} ALTER COLUMN ${ident(id.name)} DROP NOT NULL`,
    hazards: ['blocks-reads', 'blocks-writes', 'fails-on-data'],
  })
  if (!live) return [set]
  const check = ident(cutName(`${id.table}_${id.name}`, '_is_set'))
  const drop = `${on} DROP CONSTRAINT IF EXISTS ${check}`
  return [
    statement(`${on} ADD CONSTRAINT ${check} CHECK (${ident(id.name)} IS NOT NULL) NOT VALID`, {
      ...facts,
      undo: drop,
    }),
    statement(`${on} VALIDATE CONSTRAINT ${check}`, {
      lock: 'SHARE UPDATE EXCLUSIVE',
      table: tableOf(id),
      hazards: ['fails-on-data'],
      part: 'validate',
    }),
    { ...set, hazards: [], part: 'finish' },
    statement(drop, { ...facts, part: 'finish' }),
  ]
}

/** DROP NOT NULL. Taking it back reads the table. */
export function allowNull(id: TableMemberId, { schema }: Situation): Statement {
  const of = `${alterTableOf(id, schema)} ALTER COLUMN ${ident(id.name)}`
  return statement(`${of} DROP NOT NULL`, {
    undo: `${of} SET NOT NULL`,
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
  })
}
