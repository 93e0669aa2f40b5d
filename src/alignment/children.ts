import type { Catalog, CatalogObject } from '../model/catalog.ts'

const known = new WeakMap<Catalog, ReadonlyMap<string, readonly CatalogObject[]>>()

/** The objects that have this one as their parent. */
export function childrenOf(catalog: Catalog | null, key: string): readonly CatalogObject[] {
  if (catalog === null) return []
  const children = known.get(catalog) ?? byParent(catalog)
  known.set(catalog, children)
  return children.get(key) ?? []
}

function byParent({ objects }: Catalog): ReadonlyMap<string, readonly CatalogObject[]> {
  const children = new Map<string, CatalogObject[]>()
  const all = [...objects.values()]
  for (const object of [...all, ...all.flatMap(({ pairKey }) => pairKey ?? [])]) {
    if (object.parent === null) continue
    const group = children.get(object.parent)
    if (group) group.push(object)
    else children.set(object.parent, [object])
  }
  return children
}
