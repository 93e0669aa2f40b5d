import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId, ObjectKind } from '../../model/object.ts'
import { checkTraits } from './check.ts'
import { columnTraits } from './column.ts'
import { enumTraits } from './enum.ts'
import { exclusionTraits } from './exclusion.ts'
import { foreignKeyTraits } from './foreign-key.ts'
import { indexTraits } from './indexes.ts'
import { policyTraits } from './policy.ts'
import { primaryKeyTraits } from './primary-key.ts'
import { tableTraits } from './table.ts'
import { type Traits, undeclarable } from './traits.ts'
import { viewTraits } from './view.ts'

const declared: Readonly<Partial<Record<ObjectKind, Traits>>> = {
  table: tableTraits,
  column: columnTraits,
  enum: enumTraits,
  'primary-key': primaryKeyTraits,
  unique: indexTraits,
  index: indexTraits,
  'foreign-key': foreignKeyTraits,
  check: checkTraits,
  exclusion: exclusionTraits,
  policy: policyTraits,
  view: viewTraits('view'),
  'materialized-view': viewTraits('materialized-view'),
  schema: { ...undeclarable('schema'), declarable: () => true },
}

/** The traits of a kind: PSL cannot declare what is not listed here, and its key is all of its identity. */
export function traitsOf(kind: ObjectKind): Traits {
  return declared[kind] ?? undeclarable(kind)
}

/** The identity of `named` with the kind of `typed`, where one is matched with the other: an index and a unique. */
export function ofKind(named: ObjectId, typed: ObjectId): ObjectId {
  return 'table' in named && 'table' in typed ? { ...named, kind: typed.kind } : named
}

/** Has schema.prisma no way to say this attribute? */
export function isSilent(attribute: string, object: CatalogObject): boolean {
  return (
    attribute === 'comment' ||
    attribute === 'grants' ||
    traitsOf(object.id.kind).expressible[attribute] === 'silent'
  )
}
