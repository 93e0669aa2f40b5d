import type { ObjectId } from '../model/object.ts'

/**
 * May SQL that mentions these names be about an object? Of a column it mentions the table too; of anything else on
 * a table, the table or the object itself. Rather once too often: a name may be that of something else.
 */
export function mentions(names: ReadonlySet<string>, id: ObjectId): boolean {
  if (id.kind === 'column') return names.has(id.table) && names.has(id.name)
  if (id.kind === 'function') return names.has(id.name.replace(/\(.*$/s, ''))
  return names.has(id.name) || ('table' in id && names.has(id.table))
}
