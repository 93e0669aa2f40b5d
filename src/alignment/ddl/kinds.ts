import type { ObjectId, RootId, SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { collation } from './collations.ts'
import { column } from './columns.ts'
import { composite } from './composites.ts'
import { check, exclusion, foreignKey } from './constraint-kinds.ts'
import { domain } from './domains.ts'
import { enumeration } from './enums.ts'
import { routine } from './functions.ts'
import { key } from './keys.ts'
import type { Kind } from './kind.ts'
import { policy } from './policies.ts'
import { range } from './ranges.ts'
import { extension, schema } from './roots.ts'
import { sequence } from './sequences.ts'
import { table } from './tables.ts'
import { trigger } from './triggers.ts'
import { view } from './views.ts'

const roots: Readonly<Record<RootId['kind'], Kind<RootId> | null>> = {
  schema,
  extension,
  migration: null,
  file: null,
}

const inSchemas: Readonly<Record<SchemaMemberId['kind'], Kind<SchemaMemberId>>> = {
  table,
  view,
  'materialized-view': view,
  enum: enumeration,
  domain,
  composite,
  range,
  collation,
  sequence,
  function: routine,
}

const onTables: Readonly<Record<TableMemberId['kind'], Kind<TableMemberId>>> = {
  column,
  index: key,
  'primary-key': key,
  unique: key,
  'foreign-key': foreignKey,
  check,
  exclusion,
  trigger,
  policy,
}

/** Does something with what is written for the kind of an object; null for what is no object of a database. */
export function withKind<Result>(
  id: ObjectId,
  use: <Id extends ObjectId>(kind: Kind<Id>, id: Id) => Result,
): Result | null {
  if ('table' in id) return use(onTables[id.kind], id)
  if ('schema' in id) return use(inSchemas[id.kind], id)
  const kind = roots[id.kind]
  return kind && use(kind, id)
}
