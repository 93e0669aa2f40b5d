import type { AttributeValue, Catalog, CatalogObject } from '../../model/catalog.ts'
import { compareText, type ObjectId, type ObjectKind, objectKey } from '../../model/object.ts'
import { canonicalOf, equalValues, listOf, ownName, textOf } from '../value.ts'
import type { Pair } from './pairs.ts'
import { type Respelling, respell } from './respell.ts'

/** Other names for tables, columns and enums of a line, by their key in that line. */
export type Names = ReadonlyMap<string, string>

/** The database's name for each object that has another one there. */
export function namesOf(pairs: readonly Pair[]): Names {
  return new Map(pairs.map(([own, other]) => [objectKey(own.id), other.id.name]))
}

/**
 * Tells a line in other names: the renamed objects, what lives on them, and the columns and tables that keys and
 * indexes name. A renamed object keeps its own name as `canonical.name`.
 * @returns the catalog itself where no name changes
 */
export function retell(catalog: Catalog, names: Names): Catalog {
  if (names.size === 0) return catalog
  const objects = new Map<string, CatalogObject>()
  for (const object of catalog.objects.values()) {
    const told = rename(object, names)
    objects.set(objectKey(told.id), told)
  }
  return { ...catalog, objects }
}

/**
 * Takes over the database's texts (expressions, definitions, types) where those of a retold line say the same in
 * its own names: a rename reaches into the checks, indexes, views and columns that mention it.
 */
export function respellTexts(line: Catalog, database: Catalog, spelling: Respelling): Catalog {
  if (spelling.size === 0) return line
  const objects = new Map(line.objects)
  const siblings = siblingsIn(database)
  for (const [key, object] of line.objects) {
    const namesake = database.objects.get(key)
    const others = namesake ? [namesake] : siblings(object)
    const [canonical] = others
      .map((other) => respelled(object, other, spelling, other !== namesake))
      .filter((texts) => texts !== null)
    if (canonical) objects.set(key, { ...object, canonical: { ...object.canonical, ...canonical } })
  }
  return { ...line, objects }
}

/** The database's texts for the attributes that say the same; null where there are none, or not all where all must. */
function respelled(
  object: CatalogObject,
  other: CatalogObject,
  spelling: Respelling,
  all: boolean,
): Record<string, AttributeValue> | null {
  const found: Record<string, AttributeValue> = {}
  for (const attribute of Object.keys(other.attributes)) {
    if (attribute === 'comment') continue
    const [own, theirs] = [canonicalOf(object, attribute), canonicalOf(other, attribute)]
    if (equalValues(own, theirs)) continue
    if (respell(own, theirs, spelling)) found[attribute] = theirs
    else if (all) return null
  }
  return Object.keys(found).length === 0 ? null : found
}

/** What the database has of an object's kind on the same parent: indexes and keys may have been renamed as well. */
function siblingsIn({ objects }: Catalog) {
  const groups = new Map<string, CatalogObject[]>()
  for (const object of objects.values()) {
    if (!('table' in object.id)) continue
    const place = JSON.stringify([object.parent, object.id.kind])
    groups.set(place, [...(groups.get(place) ?? []), object])
  }
  return ({ id, parent }: CatalogObject) => groups.get(JSON.stringify([parent, id.kind])) ?? []
}

/** The key that the parent of an object of the line has under these names. */
function parentUnder({ id, parent }: CatalogObject, names: Names): string | null {
  const name = parent === null ? undefined : names.get(parent)
  return name === undefined || !('table' in id) ? parent : tableKey(id.schema, name)
}

/** What an object is called where it, or the table it is on, has another name. */
export function renamedId(id: ObjectId, names: Names): ObjectId {
  const name = names.get(objectKey(id)) ?? id.name
  if (!('table' in id)) return { ...id, name }
  return { ...id, table: names.get(tableKey(id.schema, id.table)) ?? id.table, name }
}

function rename(object: CatalogObject, names: Names): CatalogObject {
  const id = renamedId(object.id, names)
  const linked = renamedLinks(object, names)
  const parent = parentUnder(object, names)
  if (objectKey(id) === objectKey(object.id) && linked === null && parent === object.parent) return object
  const own = id.name === object.id.name ? {} : { name: ownName(object) }
  return { ...object, id, parent, canonical: { ...object.canonical, ...own, ...linked } }
}

/** These list their columns by name, whatever their order. */
const sorted: ReadonlySet<ObjectKind> = new Set(['check', 'trigger'])

/** The attributes that name columns or tables, under the new names; null where none changes. */
function renamedLinks(object: CatalogObject, names: Names): Record<string, AttributeValue> | null {
  const { id, attributes } = object
  if (!('table' in id)) return null
  const column = (schema: string, table: string) => (name: string) =>
    names.get(objectKey({ kind: 'column', schema, table, name })) ?? name
  const renamed: Record<string, AttributeValue> = {}
  for (const attribute of ['columns', 'include', 'onDeleteColumns']) {
    const value = canonicalOf(object, attribute)
    if (value === null) continue
    const columns = listOf(value).map(column(id.schema, id.table))
    renamed[attribute] = sorted.has(id.kind) ? columns.sort(compareText) : columns
  }
  const schema = textOf(attributes.targetSchema ?? null)
  const table = textOf(canonicalOf(object, 'targetTable'))
  if (schema !== null && table !== null) {
    renamed.targetTable = names.get(tableKey(schema, table)) ?? table
    renamed.targetColumns = listOf(canonicalOf(object, 'targetColumns')).map(column(schema, table))
  }
  const isSame = Object.entries(renamed).every(([name, value]) =>
    equalValues(value, canonicalOf(object, name)),
  )
  return isSame ? null : renamed
}

function tableKey(schema: string, name: string): string {
  return objectKey({ kind: 'table', schema, name })
}
