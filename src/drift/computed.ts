import type { CatalogObject } from '../model/catalog.ts'
import type { Catalogs } from './difference.ts'
import { canonicalOf } from './value.ts'

/**
 * Tells the columns of schema.prisma that are computed from those with a default: PSL has `dbgenerated(…)` for both,
 * and an expression that names no column may be either. It is what the database has, else what the migrations make.
 * https://www.postgresql.org/docs/current/ddl-generated-columns.html
 * @param catalogs in the database's names
 */
export function tellComputed(catalogs: Catalogs): Catalogs {
  const { schema, deployed, production, history } = catalogs
  if (!schema) return catalogs
  const others = [deployed ?? production, history]
  const told = [...schema.objects].flatMap(([key, declared]) => {
    const expression = canonicalOf(declared, 'default')
    const met = others.flatMap((catalog) => catalog?.objects.get(key) ?? [])[0]
    return declared.id.kind === 'column' && met && expression !== null && isComputed(met, expression)
      ? [[key, computedAs(declared, met)] as const]
      : []
  })
  if (told.length === 0) return catalogs
  return { ...catalogs, schema: { ...schema, objects: new Map([...schema.objects, ...told]) } }
}

function isComputed(column: CatalogObject, expression: ReturnType<typeof canonicalOf>): boolean {
  return canonicalOf(column, 'generated') === expression
}

function computedAs(declared: CatalogObject, { attributes, canonical }: CatalogObject): CatalogObject {
  const own = ({ default: _, generated, generatedKind, ...others }: CatalogObject['attributes']) => others
  const { generated = null, generatedKind = null } = attributes
  return {
    ...declared,
    attributes: { ...own(declared.attributes), default: null, generated, generatedKind },
    canonical: {
      ...own(declared.canonical),
      ...(canonical.generated === undefined ? {} : { generated: canonical.generated }),
    },
  }
}
