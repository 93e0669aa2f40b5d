import { canonicalOf, listOf, ownName } from '../drift/value.ts'
import type { Catalog } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import { cutName, tableOf } from './ddl/names.ts'

/** https://www.prisma.io/docs/orm/prisma-schema/data-model/database-mapping#prismas-default-naming-conventions-for-indexes-and-constraints */
const suffixes: Readonly<Record<string, string>> = {
  'primary-key': '_pkey',
  unique: '_key',
  index: '_idx',
  'foreign-key': '_fkey',
}

/**
 * The new names of the keys and indexes that Prisma names after the tables and columns.
 * @param given the new names of these, by key
 * @returns by key
 */
export function keyNames(
  schema: Catalog,
  given: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  return [...schema.objects].flatMap(([key, object]) => {
    const { id, attributes } = object
    const suffix = suffixes[id.kind]
    if (suffix === undefined || !('table' in id)) return []
    const home = objectKey(tableOf(id))
    const table = schema.objects.get(home)
    const name = (first: string, columns: readonly string[]) =>
      cutName((id.kind === 'primary-key' ? [first] : [first, ...columns]).join('_'), suffix)
    if (!table || id.name !== name(ownName(table), listOf(attributes.columns ?? null))) return []
    const columns = listOf(canonicalOf(object, 'columns'))
    const wanted = columns.map(
      (column) => given.get(objectKey({ ...id, kind: 'column', name: column })) ?? column,
    )
    const isRenamed = given.has(home) || wanted.some((column, at) => column !== columns[at])
    return isRenamed ? [[key, name(given.get(home) ?? id.table, wanted)] as const] : []
  })
}
