import type { CatalogObject } from '../model/catalog.ts'
import type { DeclaredField, DeclaredIndex, DeclaredModel } from '../model/declaration.ts'
import type { Location } from '../model/finding.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import type { Difference, Drift } from './difference.ts'
import { listOf } from './value.ts'
import { isView } from './views.ts'

/** What is written about an object in the schema files, under the names it has there. */
export function modelOf({ id }: { readonly id: ObjectId }, drift: Drift): DeclaredModel | null {
  const table = tableName(id, drift)
  return table === null ? null : (drift.context.source.models.get(table) ?? null)
}

/** The field of a column; null for any other object and for a column that no field stands for. */
export function fieldOf(difference: Difference, drift: Drift): DeclaredField | null {
  if (difference.id.kind !== 'column') return null
  const name = drift.mappings.get(difference.key) ?? difference.id.name
  return modelOf(difference, drift)?.fields.get(name) ?? null
}

/** Has this table or view a block in the schema files? */
export function isDeclared(difference: Difference, drift: Drift): boolean {
  return modelOf(difference, drift) !== null
}

/** Does `@ignore` or `@@ignore` keep this table or column out of the client? */
export function isIgnored(difference: Difference, drift: Drift): boolean {
  const ignored = modelOf(difference, drift)?.ignored ?? false
  return ignored || (fieldOf(difference, drift)?.ignored ?? false)
}

/**
 * Where to look in the schema files: at the field, attribute, model or enum; at the model for what it has no line
 * for; null when it has no model either.
 */
export function locate(difference: Difference, drift: Drift): Location | null {
  const { id, lines } = difference
  const { source } = drift.context
  if (id.kind === 'enum') {
    const own = drift.mappings.get(difference.key) ?? id.name
    return source.enums.get(`${id.schema}.${own}`)?.location ?? null
  }
  const table = tableName(id, drift)
  if (table === null) return null
  const model = source.models.get(table)
  if (!model) return source.joinTables.get(table) ?? null
  if (id.kind === 'column') return (fieldOf(difference, drift) ?? model).location
  return (
    ('table' in id ? indexOf(model, lines.schema ?? difference.database ?? lines.history) : null)?.location ??
    model.location
  )
}

function indexOf({ indexes }: DeclaredModel, object: CatalogObject | null): DeclaredIndex | null {
  if (!object) return null
  const { id, attributes } = object
  const columns = listOf(attributes.columns ?? null).join('\n')
  const alike = indexes.filter(({ kind }) => kind === id.kind || (isIndex(kind) && isIndex(id.kind)))
  const same = alike.filter((index) => index.columns.join('\n') === columns)
  return (
    alike.find((index) => index.name === id.name) ??
    same.find(({ kind }) => kind === id.kind) ??
    same[0] ??
    null
  )
}

function isIndex(kind: string): boolean {
  return kind === 'index' || kind === 'unique'
}

/** `schema.table` as schema.prisma has it, of a table or what is on it. */
function tableName(id: ObjectId, { mappings }: Drift): string | null {
  if (!('schema' in id) || (id.kind !== 'table' && !('table' in id) && !isView(id))) return null
  const own = 'table' in id ? id.table : id.name
  const key = objectKey({ kind: 'table', schema: id.schema, name: own })
  return `${id.schema}.${mappings.get(key) ?? own}`
}
