import { canonicalOf, equalValues, listOf, textOf } from '../drift/value.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { type ObjectId, objectKey, type TableMemberId } from '../model/object.ts'
import { tokenize } from '../model/tokens.ts'
import { createObject, dropObject, isMadeAnew } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { noMembers } from './members.ts'
import { inOrder } from './order.ts'
import { isView } from './repository.ts'

/** An object that becomes another one in a database. */
export interface Alteration {
  readonly id: ObjectId
  readonly from: CatalogObject
  readonly to: CatalogObject
}

/** What must be out of the way while columns get another type, and how it comes back. */
export interface Around {
  readonly before: readonly Statement[]
  readonly after: readonly Statement[]
  /** The keys of what goes and comes back: in the form that is wanted, so that it need not be altered. */
  readonly held: ReadonlySet<string>
}

/**
 * Postgres refuses to change the type of a column that a view, a trigger or a policy reads, and a foreign key whose
 * ends differ in type cannot be: they go before and come back after. So do those who read a view that is made anew,
 * what is on it, and the foreign keys that point to a key which is.
 * https://www.postgresql.org/docs/current/sql-altertable.html
 * @param wanted what an object of this key becomes; null where it is to be gone, undefined where it stays as it is
 * @param elsewhere what only other databases have on which the statements are run: nothing takes its going back
 */
export function aroundRetyping(
  alterations: readonly Alteration[],
  { objects }: Catalog,
  wanted: (key: string) => CatalogObject | null | undefined,
  situation: Situation,
  elsewhere: readonly CatalogObject[] = [],
): Around {
  const retyped = new Set(alterations.filter(isRetyped).map(({ id }) => objectKey(id)))
  const anew = alterations.filter(({ id, from, to }) => isMadeAnew(from, to, id, situation))
  if (retyped.size + anew.length === 0) return { before: [], after: [], held: new Set() }
  const tables = new Set([...retyped].flatMap((key) => objects.get(key)?.parent ?? []))
  const all = [...objects.values(), ...elsewhere]
  const held = new Set(
    all.filter(
      (object) =>
        isHeld(object, retyped, tables, objects) || anew.some(({ from }) => dependsOn(object, from)),
    ),
  )
  for (let size = -1; size !== held.size; ) {
    size = held.size
    const names = new Set([...held].filter(isView).map(({ id }) => id.name))
    for (const object of all) if (isView(object) && reads(object, names)) held.add(object)
  }
  const ordered = inOrder([...held])
  const back = ordered.flatMap((object) => {
    const to = wanted(objectKey(object.id))
    return to === undefined ? [object] : to === null ? [] : [to]
  })
  return {
    before: ordered.toReversed().flatMap((object) => {
      const dropped = dropObject(object, object.id, situation)
      return elsewhere.includes(object) ? dropped.map((each) => ({ ...each, undo: null })) : dropped
    }),
    after: back.flatMap((object) => createObject(object, object.id, situation, noMembers)),
    held: new Set([...held].map(({ id }) => objectKey(id))),
  }
}

/** Is it one for which others must be out of the way? */
export function isInTheWay(alteration: Alteration, situation: Situation): boolean {
  const { id, from, to } = alteration
  return isRetyped(alteration) || isMadeAnew(from, to, id, situation)
}

/** Is it a column that gets another type or collation? */
function isRetyped({ id, from, to }: Alteration): boolean {
  return (
    id.kind === 'column' &&
    ['type', 'collation'].some((name) => !equalValues(canonicalOf(from, name), canonicalOf(to, name)))
  )
}

function isHeld(
  object: CatalogObject,
  columns: ReadonlySet<string>,
  tables: ReadonlySet<string>,
  objects: Catalog['objects'],
): boolean {
  const { id, parent } = object
  if (id.kind === 'foreign-key') return endsOf(object).some((key) => columns.has(key))
  if (isView(object))
    return reads(object, new Set([...tables].flatMap((key) => objects.get(key)?.id.name ?? [])))
  return (id.kind === 'trigger' || id.kind === 'policy') && parent !== null && tables.has(parent)
}

/** Must it be out of the way while the other one is made anew? */
function dependsOn(object: CatalogObject, other: CatalogObject): boolean {
  const { id } = other
  if (isView(other))
    return (
      object.parent === objectKey(id) ||
      (isView(object) && object !== other && reads(object, new Set([id.name])))
    )
  if (id.kind === 'column') return isOnColumn(object, id)
  if (object.id.kind !== 'foreign-key' || !('table' in id)) return false
  const [schema, table] = ['targetSchema', 'targetTable'].map((name) =>
    textOf(object.attributes[name] ?? null),
  )
  return (
    schema === id.schema &&
    table === id.table &&
    equalValues(listOf(object.attributes.targetColumns ?? null), listOf(other.attributes.columns ?? null))
  )
}

/** Does it go with the column, or stand against its going? */
function isOnColumn(object: CatalogObject, column: TableMemberId): boolean {
  if (isView(object)) return reads(object, new Set([column.table]))
  const { id, attributes } = object
  if (!('table' in id) || id.kind === 'column') return false
  if (id.kind === 'foreign-key' && endsOf(object).includes(objectKey(column))) return true
  if (id.schema !== column.schema || id.table !== column.table) return false
  const texts = Object.values(attributes).flatMap(listOf)
  return [...texts, ...texts.flatMap(namesIn)].includes(column.name)
}

function namesIn(text: string): readonly string[] {
  return tokenize(text).map(({ kind, text: name }) =>
    kind === 'name' ? name.slice(1, -1).replaceAll('""', '"') : name,
  )
}

function reads(view: CatalogObject, names: ReadonlySet<string>): boolean {
  return namesIn(textOf(view.attributes.definition ?? null) ?? '').some((name) => names.has(name))
}

/** The keys of the columns on both sides of a foreign key. */
function endsOf({ id, attributes }: CatalogObject): readonly string[] {
  if (!('table' in id)) return []
  const column = (schema: string, table: string, name: string) =>
    objectKey({ kind: 'column', schema, table, name })
  const schema = textOf(attributes.targetSchema ?? null) ?? ''
  const table = textOf(attributes.targetTable ?? null) ?? ''
  return [
    ...listOf(attributes.columns ?? null).map((name) => column(id.schema, id.table, name)),
    ...listOf(attributes.targetColumns ?? null).map((name) => column(schema, table, name)),
  ]
}
