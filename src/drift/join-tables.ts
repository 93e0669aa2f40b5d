import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { lines } from '../model/line.ts'
import { compareText, type ObjectId, objectKey } from '../model/object.ts'
import type { Catalogs } from './difference.ts'
import { canonicalOf, listOf } from './value.ts'

/** The attribute of an implicit many-to-many relation's table that says what keeps its pairs apart. */
export const joinForm = 'joinForm'

/**
 * The table of an implicit many-to-many relation keeps its pairs apart by a primary key (Prisma 6 and newer) or by a
 * unique index (before): the same guarantee. Where each line has one of the two, the key becomes an attribute of
 * its table. https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/many-to-many-relations
 */
export function foldJoinTables(catalogs: Catalogs): Catalogs {
  const known = lines.flatMap((line) => catalogs[line] ?? [])
  const keys = new Map(known.map((catalog) => [catalog, pairKeys(catalog)]))
  const everywhere = (table: string) =>
    known.every((catalog) => !catalog.objects.has(table) || keys.get(catalog)?.has(table))
  const folded = new Map(known.map((catalog) => [catalog, withForms(catalog)]))
  const fold = (catalog: Catalog | null) => (catalog && folded.get(catalog)) ?? null
  return {
    production: fold(catalogs.production),
    applied: fold(catalogs.applied),
    history: fold(catalogs.history),
    deployed: fold(catalogs.deployed),
    schema: fold(catalogs.schema),
  }

  function withForms(catalog: Catalog): Catalog {
    const own = [...(keys.get(catalog) ?? [])].filter(([table]) => everywhere(table))
    if (own.length === 0) return catalog
    const objects = new Map(catalog.objects)
    for (const [table, key] of own) {
      const object = objects.get(table)
      if (!object) continue
      objects.delete(objectKey(key.id))
      const canonical = { ...object.canonical, [joinForm]: key.id.kind }
      objects.set(table, { ...object, canonical, pairKey: key })
    }
    return { ...catalog, objects }
  }
}

/** By table: the primary key, else the unique index, over the columns A and B of a `_…` table that has just these. */
function pairKeys(catalog: Catalog): ReadonlyMap<string, CatalogObject> {
  const columns = new Map<string, string[]>()
  const found = new Map<string, CatalogObject>()
  for (const object of catalog.objects.values()) {
    const { id, parent } = object
    if (parent === null || !isJoinName(id)) continue
    if (id.kind === 'column') columns.set(parent, [...(columns.get(parent) ?? []), id.name])
    else if (isPairKey(object) && found.get(parent)?.id.kind !== 'primary-key') found.set(parent, object)
  }
  return new Map([...found].filter(([table]) => columns.get(table)?.sort(compareText).join() === 'A,B'))
}

function isJoinName(id: ObjectId): boolean {
  return 'table' in id && id.table.startsWith('_')
}

function isPairKey(object: CatalogObject): boolean {
  if (listOf(canonicalOf(object, 'columns')).join() !== 'A,B') return false
  if (object.id.kind === 'primary-key') return true
  return object.id.kind === 'unique' && canonicalOf(object, 'predicate') === null
}
