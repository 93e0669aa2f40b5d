import type { CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import type { Aligned } from './align.ts'
import type { Catalogs, DriftContext } from './difference.ts'
import { joinForm } from './join-tables.ts'
import { isSilent, traitsOf } from './kinds/index.ts'
import { ownName, printOf } from './value.ts'
import { isView, viewsOf, viewTable } from './views.ts'

/**
 * Has the schema line a vote on whether an object is there? `votes`; `silent`: PSL could not say it; `excluded`:
 * schema.prisma does not look there; `external`: another tool's, so that the history need not have it either.
 */
export type SchemaVote = 'votes' | 'silent' | 'excluded' | 'external'

/** Who may vote on what, for one check. */
export interface Electorate {
  /** On the presence of an object; where it does not vote on that, it does not vote on its attributes either. */
  readonly presence: (object: Aligned) => SchemaVote
  /** On an attribute: has the schema a vote? */
  readonly votesOn: (attribute: string, schema: CatalogObject) => boolean
  /** Does the schema agree with an object on an attribute, as far as PSL can tell? */
  readonly agrees: (
    attribute: string,
    object: CatalogObject,
    schema: CatalogObject,
    areEqual: boolean,
  ) => boolean
}

/** Sets up the votes of the schema line. */
export function electorate(catalogs: Catalogs, context: DriftContext): Electorate {
  const { project, source } = context
  const exclusion = exclusions(catalogs, context)
  const structures = new Set<string>()
  for (const object of catalogs.schema?.objects.values() ?? []) {
    const structure = structureOf(object)
    if (structure !== null) structures.add(structure)
  }
  const { previewFeatures } = project
  const ignoresForm = majorOf(project.prismaVersion) < 6
  return {
    presence: ({ lines: at }) => {
      const object = at.schema ?? at.history ?? at.deployed ?? at.production ?? at.applied
      if (!object) return 'excluded'
      const excluded = exclusion(object)
      if (excluded) return excluded
      if (!traitsOf(object.id.kind).declarable(object, previewFeatures)) return 'silent'
      const structure = at.schema ? null : structureOf(object)
      return structure !== null && structures.has(structure) ? 'silent' : 'votes'
    },
    votesOn: (attribute, schema) => {
      if (attribute === joinForm && ignoresForm) return false
      if (attribute === 'default' && isUnspecified(schema, catalogs, source)) return false
      return !isSilent(attribute, schema)
    },
    agrees: (attribute, object, schema, areEqual) => {
      const custom = traitsOf(object.id.kind).expressible[attribute]
      return typeof custom === 'function' ? custom(object, schema, previewFeatures) : areEqual
    },
  }
}

function structureOf(object: CatalogObject): string | null {
  const structure = traitsOf(object.id.kind).structure?.(object)
  return structure === undefined ? null : JSON.stringify([object.parent, structure])
}

function majorOf(version: string | null): number {
  const major = Number.parseInt(version ?? '', 10)
  return Number.isNaN(major) ? Number.POSITIVE_INFINITY : major
}

/** `@default(dbgenerated())` says that there is a default and not which. */
function isUnspecified(
  column: CatalogObject,
  { schema }: Catalogs,
  { models }: DriftContext['source'],
): boolean {
  const { id, parent } = column
  if (!('table' in id)) return false
  const table = schema?.objects.get(parent ?? '')
  const home = table ? ownName(table) : id.table
  const field = models.get(`${id.schema}.${home}`)?.fields.get(ownName(column))
  return field?.default?.replaceAll(/\s/g, '') === 'dbgenerated()'
}

function exclusions({ production, history, deployed }: Catalogs, { project }: DriftContext) {
  const schemas = new Set(project.schemas)
  const tables = new Set(project.externalTables)
  const enums = new Set(project.externalEnums)
  const first = schemas.has('public') ? 'public' : project.schemas[0]
  const isNamed = (names: ReadonlySet<string>, schema: string, name: string) =>
    names.size > 0 && (names.has(`${schema}.${name}`) || (names.has(name) && schema === first))
  const views = new Set([production, history, deployed].flatMap((catalog) => viewsOf(catalog).map(viewTable)))
  const isViewed = (schema: string, name: string) =>
    views.size > 0 && views.has(objectKey({ kind: 'table', schema, name }))
  return (object: CatalogObject): 'excluded' | 'external' | null => {
    const { id } = object
    if (id.kind === 'schema') return schemas.has(id.name) ? null : 'excluded'
    if (!('schema' in id)) return null
    if (!schemas.has(id.schema)) return 'excluded'
    if (id.kind === 'enum') return isNamed(enums, id.schema, id.name) ? 'external' : null
    const table = 'table' in id ? id.table : id.name
    if (isNamed(tables, id.schema, table)) return 'external'
    if (!isView(id) && isViewed(id.schema, table)) return 'excluded'
    if (id.kind !== 'foreign-key') return null
    const target = isViewed(String(printOf(object, 'targetSchema')), String(printOf(object, 'targetTable')))
    return target || project.relationMode === 'prisma' ? 'excluded' : null
  }
}
