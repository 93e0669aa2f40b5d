import type { TableMemberId } from '../../model/object.ts'
import { alterKey } from './alter-key.ts'
import { addConstraint, createIndex, dropKey, isConcurrent, isConstraint, useIndex } from './indexes.ts'
import type { Kind } from './kind.ts'
import { renameConstraint, renameRelation } from './renames.ts'

/**
 * Primary keys, unique constraints and indexes. On a database in use an index is built beside its writers, and a
 * constraint takes over an index that was built so.
 * https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
export const key: Kind<TableMemberId> = {
  create: (object, id, situation) => {
    if (!isConstraint(object)) return [createIndex(object, id, situation)]
    if (!isConcurrent(object, id, situation)) return [addConstraint(object, id, situation)]
    return [createIndex(object, id, situation), useIndex(object, id, id.name, situation)]
  },
  alter: alterKey,
  drop: dropKey,
  rename: (object, id, name, situation) =>
    isConstraint(object)
      ? renameConstraint(id, name, situation)
      : renameRelation('ALTER INDEX', id, name, situation, null),
}
