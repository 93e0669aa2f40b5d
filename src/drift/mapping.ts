import type { Attributes, Catalog, CatalogObject } from '../model/catalog.ts'
import { objectKey, type SchemaMemberId, type TableMemberId } from '../model/object.ts'
import type { Mappings } from './difference.ts'
import { listOf, textOf } from './value.ts'

type Names = ReadonlyMap<string, string>

/** A schema line told in the database's names. */
export interface Mapped {
  readonly schema: Catalog
  readonly mappings: Mappings
}

/**
 * Finds the models and fields that only lack their `@@map` or `@map`: `SystemSettings` for `system_settings`,
 * `createdAt` for `created_at`. Only names that are nowhere else, and one to one, are paired.
 * @param isPending is this table of the schema one that a waiting migration makes?
 * @returns the schema line in the database's names; a renamed object keeps its own name as `canonical.name`.
 */
export function mapNames(schema: Catalog, database: Catalog, isPending: (key: string) => boolean): Mapped {
  const tables = pairTables(schema, database, isPending)
  const columns = pairColumns(schema, database, tables)
  if (tables.size === 0 && columns.size === 0) return { schema, mappings: new Map() }
  const mappings = new Map<string, string>()
  const objects = new Map<string, CatalogObject>()
  for (const [key, object] of schema.objects) {
    const renamed = rename(object, tables, columns)
    const newKey = renamed ? objectKey(renamed.id) : key
    objects.set(newKey, renamed ?? object)
    if (tables.has(key) || columns.has(key)) mappings.set(newKey, object.id.name)
  }
  return { schema: { ...schema, objects }, mappings }
}

/** By key in the schema: the database's name of the table. */
function pairTables(schema: Catalog, database: Catalog, isPending: (key: string) => boolean): Names {
  const isTable = (object: CatalogObject) => object.id.kind === 'table'
  const pairs = pairUp(
    missingIn(schema, database).filter((object) => isTable(object) && !isPending(objectKey(object.id))),
    missingIn(database, schema).filter(isTable),
    ({ id }) => ('schema' in id ? JSON.stringify([id.schema, singular(loose(id.name))]) : ''),
  )
  if (pairs.length === 0) return new Map()
  const own = columnNames(schema)
  const theirs = columnNames(database)
  const alike = ([ours, other]: readonly [CatalogObject, CatalogObject]) => {
    const names = own.get(objectKey(ours.id)) ?? []
    const shared = names.filter((name) => theirs.get(objectKey(other.id))?.includes(name))
    return shared.length * 2 >= names.length && shared.length > 0
  }
  return new Map(pairs.filter(alike).map(([ours, other]) => [objectKey(ours.id), other.id.name]))
}

/** By key in the schema: the database's name of the column. */
function pairColumns(schema: Catalog, database: Catalog, tables: Names): Names {
  const ours = [...schema.objects].flatMap(([key, object]) => {
    if (object.id.kind !== 'column' || database.objects.has(keyIn(key, object, tables))) return []
    return database.objects.has(tableKey(object, tables) ?? '') ? object : []
  })
  if (ours.length === 0) return new Map()
  const told = new Set([...schema.objects].map(([key, object]) => keyIn(key, object, tables)))
  const theirs = [...database.objects].filter(([key, { id }]) => id.kind === 'column' && !told.has(key))
  const pairs = pairUp(
    ours,
    theirs.map(([, object]) => object),
    (object) => JSON.stringify([tableKey(object, tables), loose(object.id.name)]),
    (object) => JSON.stringify([object.parent, loose(object.id.name)]),
  )
  return new Map(pairs.map(([object, other]) => [objectKey(object.id), other.id.name]))
}

function missingIn(catalog: Catalog, other: Catalog): readonly CatalogObject[] {
  return [...catalog.objects].filter(([key]) => !other.objects.has(key)).map(([, object]) => object)
}

/** Pairs objects whose texts are equal, where one of each side has that text. */
function pairUp(
  ours: readonly CatalogObject[],
  theirs: readonly CatalogObject[],
  text: (object: CatalogObject) => string,
  theirText = text,
): readonly (readonly [CatalogObject, CatalogObject])[] {
  const group = (objects: readonly CatalogObject[], by: (object: CatalogObject) => string) => {
    const groups = new Map<string, CatalogObject[]>()
    for (const object of objects) groups.set(by(object), [...(groups.get(by(object)) ?? []), object])
    return groups
  }
  const others = group(theirs, theirText)
  return [...group(ours, text)].flatMap(([key, [object, second]]) => {
    const [other, otherSecond] = others.get(key) ?? []
    return object && other && !second && !otherSecond ? [[object, other] as const] : []
  })
}

/** Spelling aside: `createdAt`, `created_at` and `CREATED_AT` are one. */
function loose(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

/** Models are named in the singular, many tables in the plural. */
function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  if (/(?:s|x|z|ch|sh)es$/.test(name)) return name.slice(0, -2)
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name
}

function columnNames(catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { id, parent } of catalog.objects.values()) {
    if (id.kind !== 'column' || parent === null) continue
    const names = found.get(parent)
    if (names) names.push(loose(id.name))
    else found.set(parent, [loose(id.name)])
  }
  return found
}

/** The database's key of the table that this object lives on. */
function tableKey({ id, parent }: CatalogObject, tables: Names): string | null {
  const table = parent === null ? undefined : tables.get(parent)
  if (table === undefined || !('table' in id)) return parent
  return objectKey({ kind: 'table', schema: id.schema, name: table })
}

function keyIn(key: string, { id, parent }: CatalogObject, tables: Names): string {
  const table = parent === null ? undefined : tables.get(parent)
  return table !== undefined && 'table' in id ? objectKey({ ...id, table }) : key
}

/** The object in the database's names; null where none of its names changes. */
function rename(object: CatalogObject, tables: Names, columns: Names): CatalogObject | null {
  const { id } = object
  if (!('schema' in id)) return null
  const own = { ...object.canonical, name: id.name }
  if (!('table' in id)) {
    const name = id.kind === 'table' ? tables.get(objectKey(id)) : undefined
    return name === undefined ? null : { ...object, id: { ...id, name }, canonical: own }
  }
  const attributes = renamedAttributes(object, id, tables, columns)
  const name = id.kind === 'column' ? columns.get(objectKey(id)) : undefined
  const table = tables.get(objectKey(tableOf(id)))
  if (name === undefined && table === undefined && attributes === null) return null
  return {
    ...object,
    id: { ...id, table: table ?? id.table, name: name ?? id.name },
    canonical: { ...(name === undefined ? object.canonical : own), ...attributes },
    parent: tableKey(object, tables),
  }
}

/** The attributes that name columns or tables, in the database's names; null where no name changes. */
function renamedAttributes(
  { attributes }: CatalogObject,
  id: TableMemberId,
  tables: Names,
  columns: Names,
): Attributes | null {
  const column = (schema: string, table: string) => (name: string) =>
    columns.get(objectKey({ kind: 'column', schema, table, name })) ?? name
  const renamed: Record<string, Attributes[string]> = {}
  for (const attribute of ['columns', 'include']) {
    const value = attributes[attribute]
    if (value) renamed[attribute] = listOf(value).map(column(id.schema, id.table))
  }
  const schema = textOf(attributes.targetSchema ?? null)
  const table = textOf(attributes.targetTable ?? null)
  if (schema !== null && table !== null) {
    renamed.targetTable = tables.get(objectKey({ kind: 'table', schema, name: table })) ?? table
    renamed.targetColumns = listOf(attributes.targetColumns ?? null).map(column(schema, table))
  }
  const same = Object.entries(renamed).every(([name, value]) => String(value) === String(attributes[name]))
  return same ? null : renamed
}

function tableOf({ schema, table }: TableMemberId): SchemaMemberId {
  return { kind: 'table', schema, name: table }
}
