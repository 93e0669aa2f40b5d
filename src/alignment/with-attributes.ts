import type { CatalogObject } from '../model/catalog.ts'

/** An object with some attributes of another, in print and to compare; its kind follows from them. */
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
  const { id } = base
  const isIndex = id.kind === 'unique' || id.kind === 'index'
  const own = isIndex ? ({ ...id, kind: attributes.unique === true ? 'unique' : 'index' } as const) : id
  return { ...base, id: own, attributes, canonical }
}
