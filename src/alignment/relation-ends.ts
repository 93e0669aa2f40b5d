import { clientType, columnType } from '../drift/client-types.ts'
import type { Difference, Drift } from '../drift/difference.ts'
import { canonicalOf, listOf, textOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'

/** Why a relation of schema.prisma cannot be as production has it; null where it can. */
export function unrelatable(
  { id, key, lines, verdicts, database }: Difference,
  { catalogs, context: { source } }: Drift,
): string | null {
  if (id.kind === 'foreign-key' && lines.schema && source.joinTables.has(`${id.schema}.${id.table}`))
    return 'schema.prisma says of the table of an implicit many-to-many relation only which models it joins.'
  if (id.kind !== 'column' || !verdicts.has('type') || !lines.schema || !database) return null
  const others = [...(catalogs.schema?.objects.values() ?? [])].flatMap((object) => otherEnds(object, key))
  const met = catalogs.deployed ?? catalogs.production
  const typeAt = (end: string) => typeOf(met?.objects.get(end) ?? catalogs.schema?.objects.get(end) ?? null)
  return others.every((end) => typeAt(end) === typeOf(database))
    ? null
    : 'A relation of schema.prisma needs one type at both of its ends, and production has two.'
}

/** The keys of the columns that a foreign key ties to this one. */
function otherEnds(object: CatalogObject, key: string): readonly string[] {
  const { id } = object
  if (id.kind !== 'foreign-key') return []
  const text = (name: string) => textOf(canonicalOf(object, name)) ?? ''
  const list = (name: string) => listOf(canonicalOf(object, name))
  const column = (schema: string, table: string, name: string) =>
    objectKey({ kind: 'column', schema, table, name })
  const targets = list('targetColumns')
  return list('columns').flatMap((name, at) => {
    const ends = [
      column(id.schema, id.table, name),
      column(text('targetSchema'), text('targetTable'), targets[at] ?? ''),
    ]
    return ends.includes(key) ? ends.filter((end) => end !== key) : []
  })
}

/** What the client takes a column for; its type where the client has no word of its own. */
function typeOf(column: CatalogObject | null): string | null {
  if (column === null) return null
  const type = columnType(canonicalOf(column, 'type'))
  return `${clientType(type) ?? type.base}${type.list ? '[]' : ''}`
}
