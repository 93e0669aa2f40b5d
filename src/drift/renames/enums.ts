import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { objectKey } from '../../model/object.ts'
import { columnType, enumId } from '../client-types.ts'
import { canonicalOf, equalValues, listOf } from '../value.ts'
import { missingIn, oneToOne, type Pair, pairAlike } from './pairs.ts'

/**
 * Enums that are one under another name: the same labels, or at least half of them, and the same columns use them.
 * Where nothing uses either, the same labels are enough.
 */
export function renamedEnums(line: Catalog, database: Catalog): readonly Pair[] {
  const [ours, theirs] = [missingIn(database, line, 'enum'), missingIn(line, database, 'enum')]
  if (ours.length === 0 || theirs.length === 0) return []
  const [users, theirUsers] = [usersIn(line), usersIn(database)]
  const alike = pairAlike(ours, theirs, (own, other) => {
    const [a, b] = [users(own), theirUsers(other)]
    const [labels, theirLabels] = [labelsOf(own), labelsOf(other)]
    const shared = labels.filter((label) => theirLabels.includes(label)).length
    const isUsedAlike = a.some((column) => b.includes(column))
    if (schemaOf(own) !== schemaOf(other)) return false
    return isUsedAlike
      ? shared * 2 >= Math.max(labels.length, theirLabels.length)
      : a.length === 0 && b.length === 0 && equalValues(labels, theirLabels)
  })
  return oneToOne(alike)
}

/** The columns of each enum's type, and of arrays of it. */
function usersIn({ objects }: Catalog): (type: CatalogObject) => readonly string[] {
  const users = new Map<string, string[]>()
  for (const [key, object] of objects) {
    const id = object.id.kind === 'column' ? enumId(columnType(canonicalOf(object, 'type')).base) : null
    if (id === null) continue
    const type = objectKey(id)
    users.set(type, [...(users.get(type) ?? []), key])
  }
  return ({ id }) => users.get(objectKey(id)) ?? []
}

function labelsOf(type: CatalogObject): readonly string[] {
  return listOf(canonicalOf(type, 'labels'))
}

function schemaOf({ id }: CatalogObject): string {
  return 'schema' in id ? id.schema : ''
}
