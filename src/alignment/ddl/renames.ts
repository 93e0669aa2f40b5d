import type { SchemaMemberId, TableMemberId } from '../../model/object.ts'
import type { Lock } from '../../model/plan.ts'
import { constraintNamed, relationNamed, typeNamed, where } from './guards.ts'
import { alterTableOf, ident, qualified, tableOf } from './names.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * The one statement that gives something another name.
 * @param rename the statement, from one name to another
 * @param guard finds a row where the old name is still there; asked where it may be the new one already
 */
export function renaming(
  [from, to]: readonly [from: string, to: string],
  rename: (from: string, to: string) => string,
  guard: string,
  situation: Situation,
  facts: Partial<Pick<Statement, 'lock' | 'table'>> = {},
): readonly Statement[] {
  const change = rename(from, to)
  return [
    statement(situation.mayExist ? where(guard, [change]) : change, { ...facts, undo: rename(to, from) }),
  ]
}

/** A constraint of a table, and the index that stands behind it. */
export function renameConstraint(
  id: TableMemberId,
  name: string,
  situation: Situation,
): readonly Statement[] {
  const on = alterTableOf(id, situation.schema)
  return renaming(
    [id.name, name],
    (from, to) => `${on} RENAME CONSTRAINT ${ident(from)} TO ${ident(to)}`,
    constraintNamed(id, situation.schema),
    situation,
    { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) },
  )
}

/** A table, view, sequence or index: `words` as in `ALTER TABLE`. */
export function renameRelation(
  words: string,
  id: Pick<SchemaMemberId, 'schema' | 'name'>,
  name: string,
  situation: Situation,
  lock: Lock | null,
): readonly Statement[] {
  const { schema } = situation
  return renaming(
    [id.name, name],
    (from, to) => `${words} ${qualified({ schema: id.schema, name: from }, schema)} RENAME TO ${ident(to)}`,
    relationNamed(id, schema),
    situation,
    { lock },
  )
}

/** A type or domain: `words` as in `ALTER TYPE`. */
export function renameType(
  words: string,
  id: SchemaMemberId,
  name: string,
  situation: Situation,
): readonly Statement[] {
  const { schema } = situation
  return renaming(
    [id.name, name],
    (from, to) => `${words} ${qualified({ ...id, name: from }, schema)} RENAME TO ${ident(to)}`,
    typeNamed(id, schema),
    situation,
  )
}
