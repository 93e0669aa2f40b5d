import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId } from '../../model/object.ts'
import { differing, onlyDiffers } from './attributes.ts'
import { commentOn } from './comments.ts'
import { grantsOn } from './grants.ts'
import type { Alteration, Members } from './kind.ts'
import { withKind } from './kinds.ts'
import type { Situation, Statement } from './statement.ts'

export { renameLabel } from './enums.ts'
export type { Members } from './kind.ts'

const none: Members = { columns: [], primaryKey: null }

/**
 * The statements that make an object, with its comment and who may do what with it.
 * @param id its name where it is made
 * @param members of a table that is made: its columns in their order, and its primary key
 */
export function createObject(
  object: CatalogObject,
  id: ObjectId,
  situation: Situation,
  members: Members = none,
): readonly Statement[] {
  const made = withKind(id, (kind, own) => kind.create(object, own, situation, members)) ?? []
  const said = [...commentOn(null, object, id, situation), ...grantsOn(null, object, id, situation)]
  const isLate = made.some(({ part }) => part === 'alone' || part === 'finish')
  const statements = [
    ...made,
    ...(isLate ? said.map((each) => ({ ...each, part: 'finish' as const })) : said),
  ]
  return situation.fresh === true ? statements.map((each) => onNewTable(each, id)) : statements
}

/** A table that has no rows and that nobody waits for: only what a foreign key refers to is locked. */
function onNewTable(statement: Statement, { kind }: ObjectId): Statement {
  const lock = kind === 'foreign-key' ? statement.lock : null
  return { ...statement, lock, table: null, hazards: [] }
}

/**
 * The statements that make an object what another line has, its comment and rights too. Names stay.
 * @returns null where no statement can
 */
export function alterObject(
  from: CatalogObject,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): readonly Statement[] | null {
  const alteration = alterationOf(from, to, id, situation)
  if (alteration === null) return null
  if (alteration === 'anew')
    return [
      ...dropObject(from, id, situation),
      ...createObject(to, id, { ...situation, mayExist: false, live: false }),
    ]
  const grants = grantsOn(from, to, id, situation)
  if ('replaced' in alteration) return [...alteration.replaced, ...grants]
  return [...alteration, ...commentOn(from, to, id, situation), ...grants]
}

/**
 * Must the object go and come anew to be what another line has? Then what depends on it must be out of the way
 * meanwhile, as must a foreign key that points to a key in whose place another one comes; and what is on it (the
 * indexes of a materialized view, the triggers of a view) is gone.
 */
export function isMadeAnew(
  from: CatalogObject,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): boolean {
  const alteration = alterationOf(from, to, id, situation)
  if (alteration === null || alteration === 'anew') return alteration === 'anew'
  const isPromoted = onlyDiffers(differing(from, to), ['constraint'])
  return 'replaced' in alteration && (id.kind === 'primary-key' || id.kind === 'unique') && !isPromoted
}

function alterationOf(
  from: CatalogObject,
  to: CatalogObject,
  id: ObjectId,
  situation: Situation,
): Alteration {
  const differs = differing(from, to)
  if (differs.size === 0) return []
  return withKind(id, (kind, own) => kind.alter(from, to, own, situation, differs))
}

/**
 * The statement that takes an object away, and what makes it again.
 * @param members of a table: its columns in their order, and its primary key
 * @param others what else goes with it, in an order in which it can be made
 */
export function dropObject(
  object: CatalogObject,
  id: ObjectId,
  situation: Situation,
  members: Members = none,
  others: readonly CatalogObject[] = [],
): readonly Statement[] {
  const dropped = withKind(id, (kind, own) => kind.drop(object, own, situation))
  if (dropped === null) return []
  const anew = { ...situation, live: false, mayExist: false }
  const back = [
    ...createObject(object, id, anew, members),
    ...others.flatMap((other) => createObject(other, other.id, anew)),
  ]
  return [{ ...dropped, undo: back.map(({ sql }) => sql).join(';\n') }]
}

/**
 * The statement that gives an object another name.
 * @param id under its old name
 */
export function renameObject(
  object: CatalogObject,
  id: ObjectId,
  name: string,
  situation: Situation,
): readonly Statement[] {
  return withKind(id, (kind, own) => kind.rename(object, own, name, situation)) ?? []
}
