import type { CatalogObject } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { compareText, type ObjectId, objectKey } from '../model/object.ts'
import type { Drift } from './difference.ts'
import { joinForm } from './join-tables.ts'
import { canonicalOf, listOf } from './value.ts'
import { viewTable } from './vote.ts'

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
  const ids = [...findings.map(({ object }) => object), ...excused(drift)]
  const covered = new Set(ids.flatMap((id) => namesOf(id, drift)))
  const schemas = ids.flatMap((id) => (id.kind === 'schema' ? `${id.name}.` : []))
  return touched
    .filter((name) => !covered.has(name) && !schemas.some((schema) => name.startsWith(schema)))
    .sort(compareText)
}

/** What the engine may call the table or enum that an object is, or is part of. */
function namesOf(id: ObjectId, { mappings }: Drift): readonly string[] {
  if (!('schema' in id)) return []
  const name = 'table' in id ? id.table : id.name
  const own = mappings.get(objectKey({ kind: 'table', schema: id.schema, name }))
  return [name, ...(own === undefined ? [] : [own])].flatMap((text) => [text, `${id.schema}.${text}`])
}

/**
 * Where the engine reports drift that is none: operator classes for patterns never converge, it takes the columns
 * of INCLUDE for keys, wants the newer form of join tables, and cannot tell a view that is declared as a model.
 */
function excused({ catalogs }: Drift): readonly ObjectId[] {
  const database = catalogs.deployed ?? catalogs.production
  const objects: readonly CatalogObject[] = [...(database?.objects.values() ?? [])]
  return objects.filter((object) => isMisread(object) || viewTable(object.id) !== null).map(({ id }) => id)
}

function isMisread(object: CatalogObject): boolean {
  const list = (attribute: string) => listOf(canonicalOf(object, attribute))
  if (object.id.kind === 'table') return canonicalOf(object, joinForm) === 'unique'
  if (object.id.kind !== 'index' && object.id.kind !== 'unique') return false
  return (
    list('include').length > 0 ||
    list('operatorClasses').some((name) => /(?:text|varchar|bpchar)_pattern_ops$/.test(name))
  )
}
