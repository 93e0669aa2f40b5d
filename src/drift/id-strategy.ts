import type { AttributeValue, CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import { clientType, columnType } from './client-types.ts'
import type { Difference, Drift } from './difference.ts'
import { canonicalOf, listOf, textOf } from './value.ts'

/** A column whose type follows from another id strategy. */
export interface IdChange {
  /** The key of the id it refers to; null for the id itself. */
  readonly follows: string | null
}

type Scheme = 'text' | 'uuid' | 'number'

/** Which of the ways to make ids a type is for; null for any other type. */
export function schemeOf(type: AttributeValue): Scheme | null {
  const parsed = columnType(type)
  const client = parsed.list ? null : clientType(parsed)
  if (client === 'String') return 'text'
  if (client === 'String @db.Uuid') return 'uuid'
  return client === 'Int' || client === 'BigInt' ? 'number' : null
}

/**
 * Finds the ids for which the lines use different strategies (a uuid, a text that the client makes, a number),
 * and the foreign key columns that follow them, through however many keys.
 * @returns by key of the difference
 */
export function idChanges(drift: Drift): ReadonlyMap<string, IdChange> {
  const changed = new Set(drift.differences.filter(changesScheme).map(({ key }) => key))
  if (changed.size === 0) return new Map()
  const { ids, targets } = keysOf(drift)
  const found = new Map<string, IdChange>()
  for (const key of changed) {
    const root = rootOf(key, changed, targets)
    if (ids.has(root)) found.set(key, { follows: root === key ? null : root })
  }
  return found
}

function changesScheme({ id, verdicts }: Difference): boolean {
  const verdict = id.kind === 'column' && verdicts.get('type')
  if (!verdict) return false
  const schemes = Object.values(verdict.votes).map(schemeOf)
  return schemes.every((scheme) => scheme !== null) && new Set(schemes).size > 1
}

/** The columns of primary keys, and the columns that foreign keys link to each other, as any line has them. */
function keysOf({ catalogs: { deployed, production, history, schema } }: Drift) {
  const ids = new Set<string>()
  const targets = new Map<string, string[]>()
  for (const catalog of [deployed ?? production, history, schema]) {
    for (const object of catalog?.objects.values() ?? []) {
      if (object.id.kind === 'primary-key') for (const key of columnKeys(object)) ids.add(key)
      if (object.id.kind === 'foreign-key') addTargets(object, targets)
    }
  }
  return { ids, targets }
}

function columnKeys(object: CatalogObject): readonly string[] {
  const { id } = object
  if (!('table' in id)) return []
  const { schema, table } = id
  return listOf(canonicalOf(object, 'columns')).map((name) =>
    objectKey({ kind: 'column', schema, table, name }),
  )
}

function addTargets(object: CatalogObject, targets: Map<string, string[]>): void {
  const schema = textOf(canonicalOf(object, 'targetSchema')) ?? ''
  const table = textOf(canonicalOf(object, 'targetTable')) ?? ''
  const columns = listOf(canonicalOf(object, 'targetColumns'))
  columnKeys(object).forEach((key, index) => {
    const name = columns[index]
    if (name === undefined) return
    const target = objectKey({ kind: 'column', schema, table, name })
    targets.set(key, [...(targets.get(key) ?? []), target])
  })
}

function rootOf(
  key: string,
  changed: ReadonlySet<string>,
  targets: ReadonlyMap<string, readonly string[]>,
): string {
  const seen = new Set<string>([key])
  let current = key
  for (;;) {
    const next = targets.get(current)?.find((target) => changed.has(target) && !seen.has(target))
    if (next === undefined) return current
    seen.add(next)
    current = next
  }
}
