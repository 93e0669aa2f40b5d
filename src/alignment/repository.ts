import type { DriftContext, PerLine } from '../drift/difference.ts'
import { isSilent, traitsOf } from '../drift/kinds/index.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { withAttributes } from './with-attributes.ts'

/**
 * An object as the repository has it: as schema.prisma says it, with what PSL cannot say from the migrations.
 * @returns null where neither has it
 */
export function repositoryOf(
  { schema, history }: Pick<PerLine, 'schema' | 'history'>,
  { project: { previewFeatures } }: DriftContext,
): CatalogObject | null {
  if (!schema || !history) return schema ?? history
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

/** Its query is in no schema file. */
export function isView({ id }: Pick<CatalogObject, 'id'>): boolean {
  return id.kind === 'view' || id.kind === 'materialized-view'
}
