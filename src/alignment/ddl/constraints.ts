import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import type { Hazard, Lock } from '../../model/plan.ts'
import { onlyDiffers, told } from './attributes.ts'
import { commentOn, withComment } from './comments.ts'
import { constraintNamed, unless } from './guards.ts'
import type { Alteration, Kind } from './kind.ts'
import { alterTableOf, ident, tableOf } from './names.ts'
import { renameConstraint } from './renames.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/** What sets one kind of constraint apart from the others. */
export interface ConstraintTraits {
  /** What stands behind its name, without NOT VALID. */
  readonly body: (object: CatalogObject, home: string) => string
  /** Can the rows that are there be read later than the constraint is made? */
  readonly canWait: (id: TableMemberId, situation: Situation) => boolean
  /** What making it takes. */
  readonly lock: Lock
  /** What its lock stands in the way of while the rows are read. */
  readonly blocks: readonly Hazard[]
  /** Is what it needs only built by a statement that runs alone? */
  readonly isLate: (object: CatalogObject, situation: Situation) => boolean
  /** May it be told anew when it is looked at, in place? */
  readonly hasTiming: boolean
}

/**
 * Checks, foreign keys and exclusion constraints. On a database in use one holds for new rows at once, and those
 * that are there are read later, under a lock that lets others write.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export function constraintKind(traits: ConstraintTraits): Kind<TableMemberId> {
  const body = (object: CatalogObject, home: string, isLater: boolean) => {
    const isEnforced = object.attributes.enforced !== false
    const notValid = isEnforced && (isLater || object.attributes.validated === false)
    return `${traits.body(object, home)}${notValid ? ' NOT VALID' : ''}`
  }
  const waits = (object: CatalogObject, id: TableMemberId, situation: Situation) =>
    situation.live && isHeld(object) && traits.canWait(id, situation)
  const hazards = (object: CatalogObject, isLater: boolean): readonly Hazard[] =>
    isLater || !isHeld(object) ? [] : [...traits.blocks, 'fails-on-data']

  const create: Kind<TableMemberId>['create'] = (object, id, situation) => {
    const { schema, mayExist } = situation
    const on = alterTableOf(id, schema)
    const isLater = waits(object, id, situation)
    const add = `${on} ADD CONSTRAINT ${ident(id.name)} ${body(object, schema, isLater)}`
    const change = statement(mayExist ? unless(constraintNamed(id, schema), [add]) : add, {
      undo: `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`,
      lock: traits.lock,
      table: tableOf(id),
      hazards: hazards(object, isLater),
      part: situation.live && traits.isLate(object, situation) ? 'alone' : 'main',
    })
    return isLater ? [change, validate(id, situation)] : [change]
  }

  const replace = (
    from: CatalogObject,
    to: CatalogObject,
    id: TableMemberId,
    situation: Situation,
  ): readonly Statement[] => {
    const isLater = waits(to, id, situation)
    const text = (object: CatalogObject, later: boolean) =>
      `${alterTableOf(id, situation.schema)} DROP CONSTRAINT IF EXISTS ${ident(id.name)},\n` +
      `  ADD CONSTRAINT ${ident(id.name)} ${body(object, situation.schema, later)}`
    const change = statement(text(to, isLater), {
      undo: withComment(text(from, false), from, id, situation),
      lock: 'ACCESS EXCLUSIVE',
      table: tableOf(id),
      hazards: hazards(to, isLater),
    })
    const comment = commentOn(null, to, id, situation)
    return isLater ? [change, ...comment, validate(id, situation)] : [change, ...comment]
  }

  const alter = (
    from: CatalogObject,
    to: CatalogObject,
    id: TableMemberId,
    situation: Situation,
    differs: ReadonlySet<string>,
  ): Alteration => {
    if (onlyDiffers(differs, ['validated']) && isHeld(to)) {
      const [back] = replace(to, from, id, { ...situation, live: false })
      return [{ ...validate(id, situation), undo: back?.sql ?? null, part: 'main' }]
    }
    if (traits.hasTiming && onlyDiffers(differs, ['deferrable', 'initiallyDeferred']))
      return [alterTiming(from, to, id, situation)]
    return { replaced: replace(from, to, id, situation) }
  }

  return {
    create,
    alter,
    drop: (_, id, { schema }) =>
      statement(`${alterTableOf(id, schema)} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`, {
        lock: 'ACCESS EXCLUSIVE',
        table: tableOf(id),
      }),
    rename: (_, id, name, situation) => renameConstraint(id, name, situation),
  }
}

/** Does it hold for the rows that are there? */
function isHeld({ attributes }: CatalogObject): boolean {
  return attributes.validated !== false && attributes.enforced !== false
}

/** Reads the rows that were there before a constraint. */
function validate(id: TableMemberId, { schema }: Situation): Statement {
  return statement(`${alterTableOf(id, schema)} VALIDATE CONSTRAINT ${ident(id.name)}`, {
    lock: 'SHARE UPDATE EXCLUSIVE',
    table: tableOf(id),
    hazards: ['fails-on-data'],
    part: 'validate',
  })
}

/** Says when a foreign key is looked at. */
function alterTiming(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): Statement {
  const text = (object: CatalogObject) =>
    `${alterTableOf(id, schema)} ALTER CONSTRAINT ${ident(id.name)} ${timing(object) || 'NOT DEFERRABLE'}`
  return statement(text(to), { undo: text(from), lock: 'ACCESS EXCLUSIVE', table: tableOf(id) })
}

/** `DEFERRABLE INITIALLY DEFERRED`; empty for what is looked at with every statement. */
export function timing(object: CatalogObject): string {
  const { isSet } = told(object)
  if (!isSet('deferrable')) return ''
  return `DEFERRABLE${isSet('initiallyDeferred') ? ' INITIALLY DEFERRED' : ''}`
}
