import type { Drift } from '../drift/difference.ts'
import { traitsOf } from '../drift/kinds/index.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import { childrenOf } from './children.ts'
import type { Conventions } from './conventions.ts'
import type { Members } from './ddl/index.ts'
import { inOrder } from './order.ts'
import { repositoryOf, withLinks } from './repository.ts'

/** What comes with a table that one line is to get from another. */
export interface TableMembers extends Members {
  /** Indexes, keys, checks and so on, in an order in which they can be made. */
  readonly others: readonly CatalogObject[]
  /** The columns as the migrations make them, by key, where these have the table already. */
  readonly made: ReadonlyMap<string, CatalogObject>
  /** What the migrations make beside it and schema.prisma does not declare, in an order in which it can be made. */
  readonly surplus: readonly CatalogObject[]
}

export const noMembers: TableMembers = {
  columns: [],
  primaryKey: null,
  others: [],
  made: new Map(),
  surplus: [],
}

/**
 * Production's own members of a table that it has; else those of the repository: as schema.prisma declares them, with
 * what PSL cannot say from the history, and its columns as production's conventions want them.
 */
export function membersOf(key: string, { catalogs, context }: Drift, conventions: Conventions): TableMembers {
  const database = catalogs.deployed ?? catalogs.production
  if (database?.objects.has(key)) return assemble(childrenOf(database, key), [])
  const declared = childrenOf(catalogs.schema, key)
  const made = childrenOf(catalogs.history, key).map(withLinks)
  if (declared.length === 0) return assemble(made, made)
  const known = new Set(declared.map(({ id }) => objectKey(id)))
  const { previewFeatures } = context.project
  const others = made.filter(({ id }) => !known.has(objectKey(id)))
  const isSayable = (object: CatalogObject) => traitsOf(object.id.kind).declarable(object, previewFeatures)
  const unsaid = others.filter((object) => !isSayable(object))
  const told = declared.map((schema) => {
    const history = catalogs.history?.objects.get(objectKey(schema.id)) ?? null
    return repositoryOf({ schema, history }, context) ?? schema
  })
  // What keeps the pairs of a join table apart takes its other form in its place.
  const pairKey = catalogs.history?.objects.get(key)?.pairKey?.id
  const surplus = others.filter((object) => isSayable(object) && object.id !== pairKey)
  const all = [...told, ...unsaid].map((object) =>
    object.id.kind === 'column' ? conventions.conform(object) : object,
  )
  return { ...assemble(all, made), surplus: inOrder(surplus) }
}

function assemble(all: readonly CatalogObject[], made: readonly CatalogObject[]): TableMembers {
  const columns = all.filter(({ id }) => id.kind === 'column')
  return {
    columns: columns.toSorted((a, b) => (a.hints?.position ?? 0) - (b.hints?.position ?? 0)),
    primaryKey: all.find(({ id }) => id.kind === 'primary-key') ?? null,
    others: inOrder(all.filter(({ id }) => id.kind !== 'column' && id.kind !== 'primary-key')),
    made: new Map(made.flatMap((each) => (each.id.kind === 'column' ? [[objectKey(each.id), each]] : []))),
    surplus: [],
  }
}
