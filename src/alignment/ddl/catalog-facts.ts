import { groupBy } from '../../drift/renames/pairs.ts'
import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { type ObjectId, type ObjectKind, objectKey, type TableMemberId } from '../../model/object.ts'
import { told } from './attributes.ts'
import { routineName, tableOf } from './names.ts'
import type { Situation } from './statement.ts'

/**
 * Is this on a partitioned table? Not all that a plain table can be given without a stop can be given to one.
 * https://www.postgresql.org/docs/current/ddl-partitioning.html
 */
export function isOnPartitioned(id: TableMemberId, { catalog }: Situation): boolean {
  const table = catalog?.objects.get(objectKey(tableOf(id)))
  return table !== undefined && told(table).text('partitionBy') !== null
}

/**
 * Does a foreign key point to columns that are no key yet? Then the index of the key is being built, and the foreign
 * key comes after it.
 */
export function isTargetUnbuilt(foreignKey: CatalogObject, { catalog }: Situation): boolean {
  const { text, list } = told(foreignKey)
  const id = { kind: 'table', schema: text('targetSchema') ?? '', name: text('targetTable') ?? '' } as const
  const table = objectKey(id)
  if (!catalog?.objects.has(table)) return false
  const wanted = list('targetColumns').toSorted().join('\0')
  const isKey = (each: CatalogObject) =>
    each.parent === table && told(each).list('columns').toSorted().join('\0') === wanted
  return ![...ofKind(catalog, 'primary-key'), ...ofKind(catalog, 'unique')].some(isKey)
}

/** Is this type a domain that refuses some values, or has a default of its own? */
export function isConstrainedDomain(type: string, { catalog }: Situation): boolean {
  const domain = ofKind(catalog, 'domain').find(({ id }) => printed(id) === type)
  if (domain === undefined) return false
  const { list, text } = told(domain)
  return domain.attributes.nullable === false || list('checks').length > 0 || text('default') !== null
}

/** Does the database have functions of this name, and know of each that it gives one value to all rows of a statement? */
export function isStableFunction(schema: string, name: string, { catalog }: Situation): boolean {
  const own = ofKind(catalog, 'function').filter(
    ({ id }) => id.kind === 'function' && id.schema === schema && routineName(id) === name,
  )
  return own.length > 0 && own.every((each) => told(each).text('volatility') !== 'volatile')
}

const byKind = new WeakMap<Catalog, ReadonlyMap<string, readonly CatalogObject[]>>()

/** The objects of one kind; every column of a plan asks for some, so a catalog is sorted once. */
function ofKind(catalog: Situation['catalog'], kind: ObjectKind): readonly CatalogObject[] {
  if (!catalog) return []
  const sorted = byKind.get(catalog) ?? groupBy(catalog.objects.values(), ({ id }) => id.kind)
  byKind.set(catalog, sorted)
  return sorted.get(kind) ?? []
}

/** The name of a type as Postgres prints it, but for keywords. */
function printed(id: ObjectId): string {
  const word = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)
  return 'schema' in id ? `${word(id.schema)}.${word(id.name)}` : word(id.name)
}
