import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { objectKey } from '../../model/object.ts'
import { inOrder, nameInText, namesIn } from '../order.ts'

/** Kinds that hold no rows of their own, and can go and come back. */
const light = new Set(['view', 'materialized-view', 'trigger', 'policy'])

/**
 * What stands on an object: what is on it, as the indexes of a materialized view, and the views, triggers and
 * policies that name it, with what stands on them in turn.
 * @returns in an order in which they can be made
 */
export function standingOn(object: CatalogObject, { objects }: Catalog): readonly CatalogObject[] {
  const found = new Set<CatalogObject>()
  const all = [...objects.values()].filter(({ id }) => 'schema' in id)
  const visit = (base: CatalogObject) => {
    const key = objectKey(base.id)
    const name = nameInText(base)
    for (const each of all) {
      if (found.has(each) || objectKey(each.id) === objectKey(object.id)) continue
      const isOnIt = each.parent === key && (base.id.kind === 'view' || base.id.kind === 'materialized-view')
      const isReading = light.has(each.id.kind) && name !== null && namesIn(each).includes(name)
      if (!isOnIt && !isReading) continue
      found.add(each)
      visit(each)
    }
  }
  visit(object)
  return inOrder([...found])
}
