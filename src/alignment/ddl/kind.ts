import type { CatalogObject } from '../../model/catalog.ts'
import type { ObjectId } from '../../model/object.ts'
import type { Situation, Statement } from './statement.ts'

/** What a table that is made anew brings with it. */
export interface Members {
  /** In their order. */
  readonly columns: readonly CatalogObject[]
  readonly primaryKey: CatalogObject | null
}

/**
 * How an object is altered: by statements; by statements that put another in its place, with what comments it; only
 * by making it anew, which what depends on it stands against; or (null) not at all.
 */
export type Alteration = readonly Statement[] | { readonly replaced: readonly Statement[] } | 'anew' | null

/** What is written for one kind of object. Comments and grants are said for all kinds in one place. */
export interface Kind<Id extends ObjectId> {
  readonly create: (
    object: CatalogObject,
    id: Id,
    situation: Situation,
    members: Members,
  ) => readonly Statement[]
  /** @param differs the attributes that do */
  readonly alter: (
    from: CatalogObject,
    to: CatalogObject,
    id: Id,
    situation: Situation,
    differs: ReadonlySet<string>,
  ) => Alteration
  /** What is undone by making it again. */
  readonly drop: (object: CatalogObject, id: Id, situation: Situation) => Statement
  /** @param id under its old name */
  readonly rename: (object: CatalogObject, id: Id, name: string, situation: Situation) => readonly Statement[]
}
