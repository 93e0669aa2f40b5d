import type { Difference, Drift } from '../drift/difference.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import { type Change, changeOf } from './change.ts'
import type { Conventions } from './conventions.ts'

/**
 * What comes with a schema that a line is to get: everything that is in it, of which the comparison says nothing as it
 * goes with the schema.
 */
export function contentsOf(change: Change, drift: Drift, conventions: Conventions): readonly Change[] {
  const { difference, decided } = change
  const { id, verdicts } = difference
  if (id.kind !== 'schema' || !verdicts.has('presence')) return []
  const { deployed, production, history, schema } = drift.catalogs
  const database = deployed ?? production
  const isAsked = schema !== null && drift.context.project.schemas.includes(id.name)
  const members = new Map<string, ObjectId>()
  for (const catalog of difference.database ? [database] : [schema, history])
    for (const [key, object] of catalog?.objects ?? []) if (isIn(object, id.name)) members.set(key, object.id)
  return [...members].flatMap(([key, own]) => {
    const at = (catalog: typeof history) => catalog?.objects.get(key) ?? null
    const lines = {
      production: at(production),
      applied: at(drift.catalogs.applied),
      history: at(history),
      deployed: at(deployed),
      schema: at(schema),
    }
    const there = at(database)
    const votes = {
      database: there !== null,
      ...(history ? { history: lines.history !== null } : {}),
      ...(isAsked ? { schema: lines.schema !== null } : {}),
    }
    if (new Set(Object.values(votes)).size < 2) return []
    const member: Difference = {
      id: own,
      key: objectKey(own),
      parent: difference.key,
      lines,
      database: there,
      verdicts: new Map([['presence', { cause: verdicts.get('presence')?.cause ?? 'unknown', votes }]]),
    }
    return changeOf(member, decided, drift, conventions) ?? []
  })
}

/** Does it live in the schema itself, and not on a table of it? */
function isIn({ id }: CatalogObject, schema: string): boolean {
  return 'schema' in id && !('table' in id) && id.schema === schema
}
