import type { Catalog, CatalogObject } from '../model/catalog.ts'
import type { DeclaredModel, SourceMap } from '../model/declaration.ts'
import { type ObjectId, type ObjectKind, objectKey, type SchemaMemberId } from '../model/object.ts'
import type { Catalogs } from './difference.ts'

/** The views and materialized views of a catalog. */
export function viewsOf(catalog: Catalog | null): readonly SchemaMemberId[] {
  return [...(catalog?.objects.values() ?? [])].flatMap(({ id }) => (isView(id) ? id : []))
}

/** Is this a view, materialized or not? */
export function isView(id: ObjectId): id is SchemaMemberId {
  return id.kind === 'view' || id.kind === 'materialized-view'
}

/** What a view is called in a sentence. */
export function viewNoun(kind: ObjectKind): string {
  return kind === 'view' ? 'view' : 'materialized view'
}

/** The key that a table of a view's name would have: how a view is known that is declared as a model. */
export function viewTable({ schema, name }: SchemaMemberId): string {
  return objectKey({ kind: 'table', schema, name })
}

/**
 * Puts the views that schema.prisma declares into its line, where the engine's script does not make them: they are
 * there, and that is all that is said of them.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/views
 */
export function declareViews(catalogs: Catalogs, { models }: SourceMap): Catalogs {
  const { schema, deployed, production, history } = catalogs
  const declared = [...models.values()].filter(({ kind }) => kind === 'view')
  if (!schema || declared.length === 0) return catalogs
  const others = [deployed, production, history].flatMap((catalog) => catalog ?? [])
  const objects = new Map(schema.objects)
  for (const view of declared) {
    const object = placeholder(view, others)
    if (object) objects.set(objectKey(object.id), object)
  }
  return { ...catalogs, schema: { ...schema, objects } }
}

/** Does this view stand for a block of schema.prisma, which does not say what it is like? */
export function isDeclaration({ attributes }: CatalogObject): boolean {
  return !('definition' in attributes)
}

/** Null where a table bears the name: the block reads it as well as a view. */
function placeholder(
  { schema, table: name }: DeclaredModel,
  others: readonly Catalog[],
): CatalogObject | null {
  const id = (kind: 'table' | 'view' | 'materialized-view') => ({ kind, schema, name })
  const exists = (object: ObjectId) => others.some(({ objects }) => objects.has(objectKey(object)))
  if (exists(id('table'))) return null
  const kind = exists(id('materialized-view')) ? 'materialized-view' : 'view'
  return {
    id: id(kind),
    attributes: {},
    canonical: {},
    parent: objectKey({ kind: 'schema', name: schema }),
  }
}
