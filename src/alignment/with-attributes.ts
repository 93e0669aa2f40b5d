import type { CatalogObject } from '../model/catalog.ts'

/** An object with some attributes of another, in print and to compare. */
export function withAttributes(
  base: CatalogObject,
  from: CatalogObject,
  names: readonly string[],
): CatalogObject {
  const attributes = { ...base.attributes }
  const canonical = { ...base.canonical }
  for (const name of names) {
    if (name in from.attributes) attributes[name] = from.attributes[name] ?? null
    delete canonical[name]
    const text = from.canonical[name]
    if (text !== undefined) canonical[name] = text
  }
  return { ...base, attributes, canonical }
}
