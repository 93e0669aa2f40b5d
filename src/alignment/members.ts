import type { Drift } from '../drift/difference.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import type { Conventions } from './conventions.ts'
import type { Members } from './ddl/index.ts'
import { inOrder } from './order.ts'

/** What comes with a table that one line is to get from another. */
export interface TableMembers extends Members {
  /** Indexes, keys, checks and so on, in an order in which they can be made. */
  readonly others: readonly CatalogObject[]
}

export const noMembers: TableMembers = { columns: [], primaryKey: null, others: [] }

const undeclarable = new Set(['check', 'exclusion', 'trigger', 'policy'])

/**
 * Production's own members of a table that it has; else those of schema.prisma, with what PSL cannot say from the
 * history, its columns as production's conventions want them.
 */
export function membersOf(key: string, { catalogs }: Drift, conventions: Conventions): TableMembers {
  const database = catalogs.deployed ?? catalogs.production
  if (database?.objects.has(key)) return assemble(childrenOf(database, key))
  const declared = childrenOf(catalogs.schema, key)
  const history = childrenOf(catalogs.history, key)
  const all =
    declared.length === 0 ? history : [...declared, ...history.filter(({ id }) => undeclarable.has(id.kind))]
  return assemble(
    all.map((object) => (object.id.kind === 'column' ? conventions.conform(object, all) : object)),
  )
}

function assemble(all: readonly CatalogObject[]): TableMembers {
  const columns = all.filter(({ id }) => id.kind === 'column')
  return {
    columns: columns.sort((a, b) => (a.hints?.position ?? 0) - (b.hints?.position ?? 0)),
    primaryKey: all.find(({ id }) => id.kind === 'primary-key') ?? null,
    others: inOrder(all.filter(({ id }) => id.kind !== 'column' && id.kind !== 'primary-key')),
  }
}

/** The objects that have this one as their parent. */
export function childrenOf(catalog: Catalog | null, key: string): readonly CatalogObject[] {
  return [...(catalog?.objects.values() ?? [])].filter(({ parent }) => parent === key)
}
