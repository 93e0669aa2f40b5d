import type { CatalogObject } from '../../model/catalog.ts'
import type { TableMemberId } from '../../model/object.ts'
import { onlyDiffers, told } from './attributes.ts'
import { commentOn, withComment } from './comments.ts'
import { constraintNamed, unless, where } from './guards.ts'
import {
  constraintBody,
  createIndex,
  dropKey,
  isConcurrent,
  isConstraint,
  useIndex,
  usingIndex,
} from './indexes.ts'
import type { Alteration } from './kind.ts'
import { alterTableOf, cutName, ident, qualified, tableOf } from './names.ts'
import { optionClauses } from './options.ts'
import { type Situation, type Statement, statement } from './statement.ts'

/**
 * Another key or index under the same name: what can be said of the one that is there is said, anything else is
 * built beside it and takes its place, so that there is one at all times.
 */
export function alterKey(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
  differs: ReadonlySet<string>,
): Alteration {
  if (onlyDiffers(differs, ['options'])) return [alterOptions(from, to, id, situation)]
  if (onlyDiffers(differs, ['valid'])) return told(to).isSet('valid') ? [reindex(id, situation)] : null
  if (onlyDiffers(differs, ['constraint']) && isConstraint(to) && isPlain(from))
    return promote(from, to, id, situation)
  if (!isConcurrent(to, id, situation)) return replaceAtOnce(from, to, id, situation)
  const spare = cutName(id.name, '_new')
  const index = createIndex(to, id, situation, spare)
  if (isConstraint(from) && isConstraint(to))
    return { replaced: [index, ...exchange(from, to, id, spare, situation)] }
  if (isConstraint(from) !== isConstraint(to))
    return { replaced: [index, ...convert(from, to, id, spare, situation)] }
  const gone = dropKey(from, id, situation)
  return {
    replaced: [
      index,
      { ...gone, undo: withComment(makeText(from, id, situation), from, id, situation) },
      ...after([
        statement(renameText(id, spare, id.name, situation), {
          undo: renameText(id, id.name, spare, situation),
        }),
      ]),
      ...after(commentOn(null, to, id, situation)),
    ],
  }
}

const after = (statements: readonly Statement[]): readonly Statement[] =>
  statements.map((each) => ({ ...each, part: 'finish' }))

/** Can a constraint take the index over? https://www.postgresql.org/docs/current/sql-altertable.html */
function isPlain(index: CatalogObject): boolean {
  const { text, list } = told(index)
  const isUsual = (name: string, usual: string) => list(name).every((each) => each === usual)
  return (
    text('predicate') === null &&
    text('method') === 'btree' &&
    list('columns').every((column) => !column.startsWith('(')) &&
    isUsual('orders', 'ASC') &&
    isUsual('nulls', 'LAST') &&
    isUsual('operatorClasses', '')
  )
}

/** The index becomes a constraint where it is. */
function promote(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): Alteration {
  const use = useIndex(to, id, id.name, situation)
  const back = withComment(makeText(from, id, situation), from, id, situation)
  const instant = { ...use, part: 'main' as const, undo: `${use.undo};\n${back}` }
  return { replaced: [instant, ...commentOn(null, to, id, situation)] }
}

/** A statement that makes it at once: what an undo runs. */
function makeText(object: CatalogObject, id: TableMemberId, situation: Situation): string {
  if (!isConstraint(object)) return createIndex(object, id, { ...situation, mayExist: false }).sql
  return `${alterTableOf(id, situation.schema)} ADD CONSTRAINT ${ident(id.name)} ${constraintBody(object)}`
}

function replaceAtOnce(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  situation: Situation,
): Alteration {
  const now = { ...situation, live: false, mayExist: false }
  const undo = withComment(makeText(from, id, now), from, id, now)
  const sql = makeText(to, id, now)
  const { undo: back } = isConstraint(to)
    ? { undo: `${alterTableOf(id, now.schema)} DROP CONSTRAINT IF EXISTS ${ident(id.name)}` }
    : createIndex(to, id, now)
  const dropped = { ...dropKey(from, id, now), undo }
  const made = statement(sql, {
    undo: back,
    lock: isConstraint(to) ? 'ACCESS EXCLUSIVE' : 'SHARE',
    table: tableOf(id),
    hazards: [
      ...(isConstraint(to) ? (['blocks-reads'] as const) : []),
      'blocks-writes',
      ...(to.id.kind === 'index' ? [] : (['fails-on-data'] as const)),
    ],
  })
  return { replaced: [dropped, made, ...commentOn(null, to, id, now)] }
}

/** One constraint gives way to another in one instant; the new one takes over the spare index. */
function exchange(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  spare: string,
  situation: Situation,
): readonly Statement[] {
  const text = (added: string) =>
    `${alterTableOf(id, situation.schema)} DROP CONSTRAINT IF EXISTS ${ident(id.name)},\n` +
    `  ADD CONSTRAINT ${ident(id.name)} ${added}`
  const change = statement(text(usingIndex(to, spare)), {
    undo: withComment(text(constraintBody(from)), from, id, situation),
    lock: 'ACCESS EXCLUSIVE',
    table: tableOf(id),
    part: 'finish',
  })
  return [change, ...after(commentOn(null, to, id, situation))]
}

/** An index becomes a constraint, or the reverse, and the spare index takes its place in one instant. */
function convert(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  spare: string,
  situation: Situation,
): readonly Statement[] {
  const { schema, mayExist } = situation
  const on = alterTableOf(id, schema)
  const isMade = isConstraint(to)
  const steps = isMade
    ? [
        `DROP INDEX IF EXISTS ${qualified(id, schema)}`,
        `${on} ADD CONSTRAINT ${ident(id.name)} ${usingIndex(to, spare)}`,
      ]
    : [`${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`, renameText(id, spare, id.name, situation)]
  const away = isMade
    ? `${on} DROP CONSTRAINT IF EXISTS ${ident(id.name)}`
    : renameText(id, id.name, spare, situation)
  const facts = { lock: 'ACCESS EXCLUSIVE', table: tableOf(id) } as const
  const undo = [away, withComment(makeText(from, id, situation), from, id, situation)].join(';\n')
  const there = constraintNamed(id, schema)
  const change = mayExist ? [isMade ? unless(there, steps) : where(there, steps)] : steps
  const left = `DROP INDEX IF EXISTS ${qualified({ schema: id.schema, name: spare }, schema)}`
  return after([
    ...change.map((sql, at) =>
      statement(sql, { ...(sql.startsWith('ALTER INDEX') ? {} : facts), undo: at === 0 ? undo : null }),
    ),
    ...(mayExist ? [statement(left, facts)] : []),
    ...commentOn(null, to, id, situation),
  ])
}

function renameText(id: TableMemberId, from: string, to: string, { schema }: Situation): string {
  return `ALTER INDEX ${qualified({ schema: id.schema, name: from }, schema)} RENAME TO ${ident(to)}`
}

function alterOptions(
  from: CatalogObject,
  to: CatalogObject,
  id: TableMemberId,
  { schema }: Situation,
): Statement {
  const text = (own: CatalogObject, other: CatalogObject) =>
    `ALTER INDEX ${qualified(id, schema)} ${optionClauses(told(own).list('options'), told(other).list('options')).join(', ')}`
  return statement(text(to, from), { undo: text(from, to) })
}

/** Builds an index again that was broken off. */
function reindex(id: TableMemberId, { schema, live }: Situation): Statement {
  return statement(`REINDEX INDEX ${live ? 'CONCURRENTLY ' : ''}${qualified(id, schema)}`, {
    lock: live ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
    table: tableOf(id),
    hazards: [live ? 'non-transactional' : 'blocks-writes'],
    part: live ? 'alone' : 'main',
  })
}
