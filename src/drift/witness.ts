import type { CatalogObject } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { compareText, type ObjectId, objectKey } from '../model/object.ts'
import { clientType, columnType, enumId } from './client-types.ts'
import type { Drift } from './difference.ts'
import { joinForm } from './join-tables.ts'
import { counterOf } from './kinds/column.ts'
import { otherSides } from './other-sides.ts'
import { canonicalOf, equalValues, listOf, printOf } from './value.ts'
import { viewsOf } from './views.ts'

/**
 * Holds the findings against what Prisma's engine says differs: the tables and enums that it names and no finding
 * is about. Left out are those of which the engine is known to report what is no drift.
 * @param touched as `EngineDiff.touched`: `schema.name` or `name`
 * @returns those of `touched`, sorted
 */
export function witness(
  drift: Drift,
  findings: readonly Finding[],
  touched: readonly string[],
): readonly string[] {
  const covered = new Set(excused(drift).flatMap((id) => engineNames(id, drift)))
  return unexplained(drift, findings, touched).filter((name) => !covered.has(name))
}

/** As `witness`, with what the engine is known to report though it is no drift. */
export function unexplained(
  drift: Drift,
  findings: readonly Finding[],
  touched: readonly string[],
): readonly string[] {
  const found = findings.map(({ object }) => object)
  const schemas = new Set(found.flatMap(({ kind, name }) => (kind === 'schema' ? name : [])))
  const known = [...found, ...membersOf(schemas, drift)]
  const ids = [...known, ...otherSides(known, drift)]
  const covered = new Set(ids.flatMap((id) => engineNames(id, drift)))
  return touched.filter((name) => !covered.has(name)).sort(compareText)
}

/**
 * The tables of which `db pull` writes something else whatever schema.prisma says: those with a partial index, for
 * which it would switch on a preview feature, those that a foreign key refers to whose columns are unique in some rows
 * only, of which it writes a relation that does not validate, those with two uniques of the same columns, of which it
 * names either, and those with a default that is left to the database.
 * @returns as `EnginePull.changed`
 */
export function rewritten(drift: Drift): ReadonlySet<string> {
  const { catalogs, context } = drift
  const hasWords = context.project.previewFeatures.includes('partialIndexes')
  const objects = [...((catalogs.deployed ?? catalogs.production)?.objects.values() ?? [])]
  const indexes = objects.filter(({ id }) => id.kind === 'index' || id.kind === 'unique')
  const partial = indexes.filter((index) => canonicalOf(index, 'predicate') !== null)
  const referring = objects.filter(
    (key) => key.id.kind === 'foreign-key' && partial.some((index) => isOverSame(index, key)),
  )
  const whole = indexes.filter(
    (index) => index.id.kind === 'unique' && canonicalOf(index, 'predicate') === null,
  )
  const unsaid = [
    ...(hasWords ? [] : partial),
    ...whole.filter((one) => whole.some((other) => isDouble(one, other))),
  ]
  const models = [...context.source.models.values()].filter(({ fields }) =>
    [...fields.values()].some((field) => field.default?.replaceAll(/\s/g, '') === 'dbgenerated()'),
  )
  const tables = models.map(({ schema, table: name }) => ({ kind: 'table', schema, name }) as const)
  const referred = otherSides(
    referring.map(({ id }) => id),
    drift,
  )
  return new Set(
    [...unsaid.map(({ id }) => id), ...tables, ...referred].flatMap((id) => engineNames(id, drift)),
  )
}

/** Is a unique over the columns of a foreign key? */
function isOverSame(index: CatalogObject, key: CatalogObject): boolean {
  const columns = ({ attributes }: CatalogObject) =>
    listOf(attributes.columns ?? null)
      .toSorted(compareText)
      .join('\n')
  return (
    index.id.kind === 'unique' &&
    'table' in key.id &&
    index.id.schema === key.id.schema &&
    index.id.table === key.id.table &&
    columns(index) === columns(key)
  )
}

/** Two uniques of the same columns? */
function isDouble({ id, attributes }: CatalogObject, other: CatalogObject): boolean {
  const isNear = 'table' in id && 'table' in other.id && id.table === other.id.table
  const isSame = isNear && id.schema === other.id.schema && id.name !== other.id.name
  return isSame && equalValues(attributes.columns ?? null, other.attributes.columns ?? null)
}

/** Everything in a schema that is itself missing or extra. */
function membersOf(schemas: ReadonlySet<string>, { catalogs }: Drift): readonly ObjectId[] {
  if (schemas.size === 0) return []
  const objects = Object.values(catalogs).flatMap((catalog) => [...(catalog?.objects.values() ?? [])])
  return objects.map(({ id }) => id).filter((id) => 'schema' in id && schemas.has(id.schema))
}

/** What Prisma's engine may call the table or enum that an object is, or is part of: `name` or `schema.name`. */
export function engineNames(id: ObjectId, { mappings }: Drift): readonly string[] {
  if (!('schema' in id)) return []
  const name = 'table' in id ? id.table : id.name
  const own = mappings.get(
    objectKey({ kind: id.kind === 'enum' ? 'enum' : 'table', schema: id.schema, name }),
  )
  return [name, ...(own === undefined ? [] : [own])].flatMap((text) => [text, `${id.schema}.${text}`])
}

/**
 * Where the engine reports drift that is none: operator classes for patterns never converge, it takes the columns
 * of INCLUDE for keys, does not see that an index is there when it is partial, wants the newer form of join tables, compares
 * defaults as texts, and cannot tell a view that is declared as a model, nor a type of the database's own. What refers
 * to a table, column or enum of another name is to it another as well. Where the deploy failed it is asked about
 * production as it is, without what the waiting migrations would change.
 */
function excused(drift: Drift): readonly ObjectId[] {
  const database = drift.catalogs.deployed ?? drift.catalogs.production
  const ids: ObjectId[] = [...drift.foretold, ...viewsOf(database)]
  for (const [key, object] of database?.objects ?? []) {
    const schema = drift.catalogs.schema?.objects.get(key)
    const isExcused =
      isMisread(object) ||
      (schema !== undefined && isApproximated(object, schema)) ||
      (schema !== undefined && drift.mappings.size > 0 && isRetold(object, schema)) ||
      (object.id.kind === 'foreign-key' && drift.context.project.relationMode === 'prisma') ||
      (object.id.kind === 'column' && schema !== undefined && isMistaken(object, schema, drift))
    if (isExcused) ids.push(object.id)
  }
  return ids
}

function isMisread(object: CatalogObject): boolean {
  const list = (attribute: string) => listOf(canonicalOf(object, attribute))
  if (object.id.kind === 'table') return canonicalOf(object, joinForm) === 'unique'
  if (object.id.kind !== 'index' && object.id.kind !== 'unique') return false
  const patterns = list('operatorClasses').some((name) => /(?:text|varchar|bpchar)_pattern_ops$/.test(name))
  return patterns || list('include').length > 0
}

/** A partial index that schema.prisma, which cannot say so, declares as a plain one. */
function isApproximated(object: CatalogObject, schema: CatalogObject): boolean {
  return (
    object.id.kind === 'index' &&
    canonicalOf(object, 'predicate') !== null &&
    canonicalOf(schema, 'predicate') === null
  )
}

/** Does it say the same in the names that schema.prisma has for others? */
function isRetold(object: CatalogObject, schema: CatalogObject): boolean {
  return Object.keys(object.attributes).some(
    (name) =>
      equalValues(canonicalOf(object, name), canonicalOf(schema, name)) &&
      !equalValues(printOf(object, name), printOf(schema, name)),
  )
}

/** One default in two spellings or of a free sequence, or a type that is neither built in nor an enum. */
function isMistaken(column: CatalogObject, schema: CatalogObject, { catalogs }: Drift): boolean {
  const isSame = equalValues(canonicalOf(column, 'default'), canonicalOf(schema, 'default'))
  if (isSame && !equalValues(printOf(column, 'default'), printOf(schema, 'default'))) return true
  if (isSame && counterOf(column) === 'sequence') return true
  const type = columnType(canonicalOf(column, 'type'))
  const id = clientType(type) === null ? enumId(type.base) : null
  return id !== null && !catalogs.schema?.objects.has(objectKey(id))
}
