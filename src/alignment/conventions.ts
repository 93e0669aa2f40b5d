import type { Drift } from '../drift/difference.ts'
import { schemeOf } from '../drift/id-strategy.ts'
import { canonicalOf, listOf, textOf } from '../drift/value.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { compareText, objectKey } from '../model/object.ts'
import { childrenOf } from './children.ts'
import { withAttributes } from './with-attributes.ts'

/** How production really makes what is new: what its neighbours have, a new column has too. */
export interface Conventions {
  /** A column that production is to gain, as its neighbours are; one that a migration makes is as that makes it. */
  readonly conform: (column: CatalogObject) => CatalogObject
}

/** Learns the conventions of a database from its columns. */
export function conventionsOf({ catalogs }: Drift): Conventions {
  const database = catalogs.deployed ?? catalogs.production
  const { history, schema } = catalogs
  const objects = [...(database?.objects.values() ?? [])]
  const ids = objects.flatMap((object) => {
    const only = object.id.kind === 'primary-key' ? onlyColumn(object) : null
    return only === null ? [] : (columnOf(database, object, only) ?? [])
  })
  const id = mostCommon(ids, ['type', 'default', 'identity'])
  const times = objects.filter(({ id: { kind }, attributes }) => kind === 'column' && isTime(attributes.type))
  const keysOf = ({ parent }: CatalogObject) =>
    parent === null ? [] : [...childrenOf(schema, parent), ...childrenOf(history, parent)]

  const conform = (column: CatalogObject, seen: ReadonlySet<string>): CatalogObject => {
    const key = objectKey(column.id)
    const keys = keysOf(column)
    const target = seen.has(key) ? null : targetOf(column, keys)
    if (target) {
      const own = database?.objects.get(target)
      const other = own ?? schema?.objects.get(target) ?? history?.objects.get(target)
      const wanted = own ?? (other && conform(other, new Set([...seen, key])))
      if (wanted) return withAttributes(column, wanted, ['type', 'collation'])
    }
    if (history?.objects.has(key)) return column
    if (isId(column, keys) && id && isMadeByClient(column) && differs(column, id))
      return withAttributes(column, id, ['type', 'default', 'identity', 'sequence'])
    if (!isTime(column.attributes.type)) return column
    const near = times.filter(({ parent }) => parent === column.parent)
    const time = mostCommon(near.length > 0 ? near : times, ['type'])
    return time ? withAttributes(column, time, ['type']) : column
  }
  return { conform: (column) => conform(column, new Set()) }
}

/** The key of the column that a foreign key over this column refers to: the two must be of one type. */
function targetOf(column: CatalogObject, keys: readonly CatalogObject[]): string | null {
  for (const key of keys) {
    const { id, attributes } = key
    if (id.kind !== 'foreign-key') continue
    const at = listOf(canonicalOf(key, 'columns')).indexOf(column.id.name)
    const name = listOf(canonicalOf(key, 'targetColumns'))[at]
    if (at < 0 || name === undefined) continue
    const schema = textOf(attributes.targetSchema ?? null) ?? ''
    const table = textOf(canonicalOf(key, 'targetTable')) ?? ''
    return objectKey({ kind: 'column', schema, table, name })
  }
  return null
}

function isId({ id }: CatalogObject, keys: readonly CatalogObject[]): boolean {
  const key = keys.find((each) => each.id.kind === 'primary-key')
  return key !== undefined && onlyColumn(key) === id.name
}

function onlyColumn(key: CatalogObject): string | null {
  const [only, ...others] = listOf(canonicalOf(key, 'columns'))
  return others.length > 0 ? null : (only ?? null)
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

function columnOf(catalog: Catalog | null, { id }: CatalogObject, name: string): CatalogObject | null {
  if (!('table' in id)) return null
  const key = objectKey({ kind: 'column', schema: id.schema, table: id.table, name })
  return catalog?.objects.get(key) ?? null
}

/** One of the objects that most are like in these attributes; null where no kind has more than half. */
function mostCommon(objects: readonly CatalogObject[], names: readonly string[]): CatalogObject | null {
  const groups = new Map<string, CatalogObject[]>()
  for (const object of objects) {
    const key = JSON.stringify(names.map((name) => canonicalOf(object, name)))
    const group = groups.get(key)
    if (group) group.push(object)
    else groups.set(key, [object])
  }
  const [first] = [...groups].sort(([a, own], [b, others]) => others.length - own.length || compareText(a, b))
  return first && first[1].length * 2 > objects.length ? (first[1][0] ?? null) : null
}
