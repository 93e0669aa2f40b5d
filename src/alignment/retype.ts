import { canonicalOf, equalValues, listOf, textOf } from '../drift/value.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import { tokenize } from '../model/tokens.ts'
import type { Change } from './change.ts'
import { createObject, dropObject } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { inOrder } from './order.ts'

/** What must be out of the way while columns get another type, and how it comes back. */
export interface Around {
  readonly before: readonly Statement[]
  readonly after: readonly Statement[]
}

const none = { columns: [], primaryKey: null }

/**
 * Postgres refuses to change the type of a column that a view, a trigger or a policy reads, and a foreign key whose
 * ends differ in type cannot be: they go before and come back after.
 * https://www.postgresql.org/docs/current/sql-altertable.html
 */
export function aroundRetyping(changes: readonly Change[], history: Catalog, situation: Situation): Around {
  const retyped = new Set(changes.filter(isRetyped).map(({ difference }) => difference.key))
  if (retyped.size === 0) return { before: [], after: [] }
  const tables = new Set([...retyped].flatMap((key) => history.objects.get(key)?.parent ?? []))
  const objects = [...history.objects.values()]
  const wanted = new Map(changes.map((change) => [change.difference.key, change.history]))
  const held = new Set(objects.filter((object) => isHeld(object, retyped, tables)))
  for (let size = -1; size !== held.size; ) {
    size = held.size
    const names = [...held].filter(isView).map(({ id }) => id.name)
    for (const object of objects) if (isView(object) && reads(object, names)) held.add(object)
  }
  const ordered = inOrder([...held])
  const back = ordered.flatMap((object) => {
    const to = wanted.has(objectKey(object.id)) ? wanted.get(objectKey(object.id)) : object
    return to ? [to] : []
  })
  return {
    before: ordered.toReversed().flatMap((object) => dropObject(object, object.id, situation)),
    after: back.flatMap((object) => createObject(object, object.id, situation, none)),
  }
}

function isRetyped({ difference, history }: Change): boolean {
  const was = difference.lines.history
  if (difference.id.kind !== 'column' || !was || !history || !difference.verdicts.has('type')) return false
  return !equalValues(canonicalOf(was, 'type'), canonicalOf(history, 'type'))
}

function isHeld(object: CatalogObject, columns: ReadonlySet<string>, tables: ReadonlySet<string>): boolean {
  const { id } = object
  if (id.kind === 'foreign-key') return endsOf(object).some((key) => columns.has(key))
  const names = [...tables].flatMap((key) => (JSON.parse(key) as string[])[1] ?? [])
  if (isView(object)) return reads(object, names)
  return (
    (id.kind === 'trigger' || id.kind === 'policy') && object.parent !== null && tables.has(object.parent)
  )
}

function isView({ id }: CatalogObject): boolean {
  return id.kind === 'view' || id.kind === 'materialized-view'
}

function reads(view: CatalogObject, names: readonly string[]): boolean {
  const wanted = new Set(names)
  return tokenize(textOf(view.attributes.definition ?? null) ?? '').some(({ kind, text }) =>
    wanted.has(kind === 'name' ? text.slice(1, -1).replaceAll('""', '"') : text),
  )
}

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
