import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import type { ObjectKind } from '../../model/object.ts'

/** An object of one line, and what it is in the database under another name. */
export type Pair = readonly [own: CatalogObject, database: CatalogObject]

/** What one catalog has of a kind and the other has not. */
export function missingIn(other: Catalog, catalog: Catalog, kind: ObjectKind): readonly CatalogObject[] {
  const known = allMissing.get(other) ?? new WeakMap<Catalog, readonly CatalogObject[]>()
  allMissing.set(other, known)
  const missing = known.get(catalog) ?? strangersTo(other, catalog)
  known.set(catalog, missing)
  return missing.filter(({ id }) => id.kind === kind)
}

/** Catalogs do not change, and each pair is asked about several kinds. */
const allMissing = new WeakMap<Catalog, WeakMap<Catalog, readonly CatalogObject[]>>()

function strangersTo(other: Catalog, catalog: Catalog): readonly CatalogObject[] {
  const missing: CatalogObject[] = []
  for (const [key, object] of catalog.objects) if (!other.objects.has(key)) missing.push(object)
  return missing
}

/** Pairs objects whose texts are equal, where one of each side has that text. */
export function pairByText(
  ours: readonly CatalogObject[],
  theirs: readonly CatalogObject[],
  text: (object: CatalogObject) => string,
): readonly Pair[] {
  const others = groupBy(theirs, text)
  return [...groupBy(ours, text)].flatMap(([key, [own, second]]) => {
    const [other, otherSecond] = others.get(key) ?? []
    return own && other && !second && !otherSecond ? [[own, other] as const] : []
  })
}

/** All that are alike. */
export function pairAlike(
  ours: readonly CatalogObject[],
  theirs: readonly CatalogObject[],
  isAlike: (own: CatalogObject, other: CatalogObject) => boolean,
): readonly Pair[] {
  return ours.flatMap((own) =>
    theirs.flatMap((other): readonly Pair[] => (isAlike(own, other) ? [[own, other]] : [])),
  )
}

/** The pairs of which neither object stands in another one. */
export function oneToOne(pairs: readonly Pair[]): readonly Pair[] {
  const times = new Map<CatalogObject, number>()
  for (const each of pairs.flat()) times.set(each, (times.get(each) ?? 0) + 1)
  return pairs.filter((pair) => pair.every((each) => times.get(each) === 1))
}

/** Items by a text of theirs, in their order. */
export function groupBy<T>(items: Iterable<T>, text: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = text(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** What lives on each table, by its key. */
export function membersOf({ objects }: Catalog): (table: string) => readonly CatalogObject[] {
  const members = groupBy(objects.values(), ({ parent }) => parent ?? '')
  return (table) => members.get(table) ?? []
}
