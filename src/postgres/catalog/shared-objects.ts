import type { Attributes, AttributeValue, CatalogObject } from '../../model/catalog.ts'

/** Keeps an object: its key, and the object with what another database says of it in the same words. */
export type Keep = (key: string, object: CatalogObject) => readonly [string, CatalogObject]

/**
 * Keeps what the databases of a check say of an object once, where they say the same: they are mostly alike, so this
 * is a third of the memory, and what is the same value need not be compared.
 */
export function sharedObjects(): Keep {
  const known = new Map<string, readonly [string, CatalogObject]>()
  return (key, object) => {
    const shared = known.get(key)
    if (!shared) {
      const kept = [key, object] as const
      known.set(key, kept)
      return kept
    }
    const [sharedKey, { id, parent, attributes, canonical }] = shared
    if (!isSame(attributes, object.attributes) || !isSame(canonical, object.canonical))
      return [sharedKey, object]
    return [sharedKey, { ...object, id, parent, attributes, canonical }]
  }
}

function isSame(one: Attributes, other: Attributes): boolean {
  for (const name in one) if (!isEqual(one[name], other[name])) return false
  for (const name in other) if (!(name in one)) return false
  return true
}

function isEqual(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  if (one === other) return true
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
  return one.every((element, index) => element === other[index])
}
