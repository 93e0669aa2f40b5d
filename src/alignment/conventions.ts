import { schemeOf } from '../drift/id-strategy.ts'
import { canonicalOf, listOf, textOf } from '../drift/value.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { compareText, objectKey } from '../model/object.ts'
import { withAttributes } from './with-attributes.ts'

/** How production really makes what is new: what its neighbours have, a new column has too. */
export interface Conventions {
  /**
   * A column that production is to gain, as its neighbours are.
   * @param keys the keys and foreign keys of its table, as the repository has them
   */
  readonly conform: (column: CatalogObject, keys: readonly CatalogObject[]) => CatalogObject
}

/** Learns the conventions of a database from its columns. */
export function conventionsOf(database: Catalog): Conventions {
  const objects = [...database.objects.values()]
  const ids = objects.flatMap((object) => {
    const [only, ...others] =
      object.id.kind === 'primary-key' ? listOf(object.attributes.columns ?? null) : []
    if (only === undefined || others.length > 0) return []
    return columnOf(database, object, only) ?? []
  })
  const id = mostCommon(ids, ['type', 'default', 'identity'])
  const times = objects.filter(({ id: { kind }, attributes }) => kind === 'column' && isTime(attributes.type))
  return {
    conform: (column, keys) => {
      const target = targetOf(column, keys, database)
      if (target) return withAttributes(column, target, ['type', 'collation'])
      if (isId(column, keys) && id && isMadeByClient(column) && differs(column, id)) {
        return withAttributes(column, id, ['type', 'default', 'identity', 'sequence'])
      }
      if (!isTime(column.attributes.type)) return column
      const near = times.filter(({ parent }) => parent === column.parent)
      const time = mostCommon(near.length > 0 ? near : times, ['type'])
      return time ? withAttributes(column, time, ['type']) : column
    },
  }
}

/** The column that a foreign key over this column refers to: the two must be of one type. */
function targetOf(
  column: CatalogObject,
  keys: readonly CatalogObject[],
  database: Catalog,
): CatalogObject | null {
  for (const { id, attributes } of keys) {
    if (id.kind !== 'foreign-key') continue
    const at = listOf(attributes.columns ?? null).indexOf(column.id.name)
    const name = listOf(attributes.targetColumns ?? null)[at]
    if (at < 0 || name === undefined) continue
    const schema = textOf(attributes.targetSchema ?? null) ?? ''
    const table = textOf(attributes.targetTable ?? null) ?? ''
    return database.objects.get(objectKey({ kind: 'column', schema, table, name })) ?? null
  }
  return null
}

function isId({ id }: CatalogObject, keys: readonly CatalogObject[]): boolean {
  const key = keys.find((each) => each.id.kind === 'primary-key')
  const columns = listOf(key?.attributes.columns ?? null)
  return columns.length === 1 && columns[0] === id.name
}

/** Is it a text for which the database has no default: `cuid()`, `uuid()`? */
function isMadeByClient(column: CatalogObject): boolean {
  return schemeOf(canonicalOf(column, 'type')) === 'text' && canonicalOf(column, 'default') === null
}

function differs(column: CatalogObject, id: CatalogObject): boolean {
  return schemeOf(canonicalOf(column, 'type')) !== schemeOf(canonicalOf(id, 'type'))
}

function isTime(type: unknown): boolean {
  return typeof type === 'string' && /^timestamp(?:\(\d\))? with(?:out)? time zone$/.test(type)
}

function columnOf(catalog: Catalog, { id }: CatalogObject, name: string): CatalogObject | null {
  if (!('table' in id)) return null
  return catalog.objects.get(objectKey({ kind: 'column', schema: id.schema, table: id.table, name })) ?? null
}

/** One of the objects that most are like in these attributes; null where no kind has more than half. */
function mostCommon(objects: readonly CatalogObject[], names: readonly string[]): CatalogObject | null {
  const groups = new Map<string, CatalogObject[]>()
  for (const object of objects) {
    const key = JSON.stringify(names.map((name) => canonicalOf(object, name)))
    groups.set(key, [...(groups.get(key) ?? []), object])
  }
  const [first] = [...groups].sort(([a, own], [b, others]) => others.length - own.length || compareText(a, b))
  return first && first[1].length * 2 > objects.length ? (first[1][0] ?? null) : null
}
