import { type ObjectId, objectKey } from '../model/object.ts'
import type { Drift } from './difference.ts'
import { canonicalOf, listOf, textOf } from './value.ts'

/**
 * The tables that foreign keys point to which are among these objects, or of a table or column among them. A relation
 * has a field on either side, so what is unsaid of the key is unsaid of the model on its other side too; and what is
 * unsaid of the table of an implicit many-to-many relation is unsaid of both models.
 */
export function otherSides(found: readonly ObjectId[], { catalogs, context }: Drift): readonly ObjectId[] {
  const { joinTables } = context.source
  const joins = found.flatMap((id) =>
    'table' in id && joinTables.has(`${id.schema}.${id.table}`)
      ? objectKey({ kind: 'table', schema: id.schema, name: id.table })
      : [],
  )
  const known = new Set([...found.map((id) => objectKey(id)), ...joins])
  const objects = Object.values(catalogs).flatMap((catalog) => [...(catalog?.objects.values() ?? [])])
  return objects.flatMap((object) => {
    const { id } = object
    if (id.kind !== 'foreign-key') return []
    const { schema, table } = id
    const columns = listOf(canonicalOf(object, 'columns'))
    const parts: readonly ObjectId[] = [
      id,
      { kind: 'table', schema, name: table },
      ...columns.map((name) => ({ kind: 'column', schema, table, name }) as const),
    ]
    const target = textOf(canonicalOf(object, 'targetTable'))
    if (target === null || !parts.some((part) => known.has(objectKey(part)))) return []
    return [{ kind: 'table', schema: textOf(canonicalOf(object, 'targetSchema')) ?? schema, name: target }]
  })
}
