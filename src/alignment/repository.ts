import type { DriftContext, PerLine } from '../drift/difference.ts'
import { isSilent, traitsOf } from '../drift/kinds/index.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { withAttributes } from './with-attributes.ts'

/**
 * An object as the repository has it: as schema.prisma says it, with what PSL cannot say from the migrations.
 * @returns null where neither has it
 */
export function repositoryOf(
  lines: Pick<PerLine, 'schema' | 'history'>,
  { project: { previewFeatures } }: DriftContext,
): CatalogObject | null {
  const [schema, history] = [lines.schema, lines.history].map((line) => line && withLinks(line))
  if (!schema || !history) return schema ?? history ?? null
  const { declarable, expressible } = traitsOf(schema.id.kind)
  if (isView(schema) || !declarable(schema, previewFeatures)) return history
  const unsaid = Object.keys(history.attributes).filter((name) => {
    const agrees = expressible[name]
    return (
      isSilent(name, schema) || (typeof agrees === 'function' && agrees(history, schema, previewFeatures))
    )
  })
  return withAttributes(schema, history, unsaid)
}

/** An object that says which columns and tables it is about by the names that the database has for them. */
export function withLinks(object: CatalogObject): CatalogObject {
  const told = links.filter((name) => name in object.canonical && name in object.attributes)
  if (told.length === 0) return object
  const own = told.map((name) => [name, object.canonical[name] ?? null] as const)
  return { ...object, attributes: { ...object.attributes, ...Object.fromEntries(own) } }
}

const links = ['columns', 'include', 'onDeleteColumns', 'targetTable', 'targetColumns']

/** Its query is in no schema file. */
export function isView({ id }: Pick<CatalogObject, 'id'>): boolean {
  return id.kind === 'view' || id.kind === 'materialized-view'
}
