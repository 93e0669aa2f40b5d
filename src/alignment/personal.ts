import type { Difference, Drift } from '../drift/difference.ts'
import { traitsOf } from '../drift/kinds/index.ts'
import { canonicalOf, equalValues, listOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { objectKey, objectName, type TableMemberId } from '../model/object.ts'
import { ident } from './ddl/names.ts'
import type { Side } from './decide.ts'
import { unrelatable } from './relation-ends.ts'
import { isView } from './repository.ts'

/**
 * Why a tool must not settle a finding, whatever side was to be right; null where it may.
 * @param side the one that is to be right
 */
export function personal({ rule }: Finding, difference: Difference, side: Side, drift: Drift): string | null {
  const { verdicts, lines, database, id } = difference
  if (rule === 'enum-order')
    return `Only making the type anew, with every column that has it, changes the order of its labels, and only sorting tells the two apart. ${accept}, or write that migration.`
  if (rule === 'extension-definition' && verdicts.has('version'))
    return `Versions of extensions come with the server. Where it has the newer one, \`ALTER EXTENSION ${ident(id.name)} UPDATE\` brings the other side there; else ${accept.toLowerCase()}.`
  if (side === 'production') {
    if (database && lines.history === null && id.kind === 'foreign-key' && isEmulated(drift))
      return `With \`relationMode = "prisma"\` every \`prisma migrate dev\` drops a foreign key that the migrations have. ${accept}, or drop it in production: \`decide: [{ rule: ${rule}, object: ${JSON.stringify(objectName(id))}, side: repository }]\` in the config.`
    const why = database && (unsaid(difference, database, drift) ?? unrelatable(difference, drift))
    return (
      why &&
      `${why} ${accept}, or let production be as schema.prisma says: \`decide: [{ rule: ${rule}, object: ${JSON.stringify(objectName(id))}, side: repository }]\` in the config.`
    )
  }
  if (!isView({ id }) || lines.history !== null || database !== null) return null
  return `schema.prisma cannot say what the ${id.kind.replace('-', ' ')} reads. Whoever knows writes it into a migration: \`CREATE ${id.kind.replace('-', ' ').toUpperCase()} ${ident(id.name)} AS SELECT …\`, with the columns that schema.prisma names.`
}

/** Does Prisma hold relations itself, so that no migration of its own has a foreign key? */
function isEmulated({ context: { project } }: Drift): boolean {
  return project.relationMode === 'prisma'
}

const accept = 'Accept it in the baseline'

/** Why schema.prisma cannot say what production has in the place of what it declares; null where it can. */
function unsaid({ lines: { schema } }: Difference, database: CatalogObject, drift: Drift): string | null {
  const included = (index: CatalogObject) => listOf(canonicalOf(index, 'include'))
  if (!schema || !isKey(schema)) return null
  if (!equalValues(included(database), included(schema)))
    return "Prisma's engine takes the columns that an index merely includes for keys, so no schema.prisma says it."
  const classes = [schema, database].map((index) => listOf(canonicalOf(index, 'operatorClasses')))
  if (
    !equalValues(classes[0] ?? [], classes[1] ?? []) &&
    classes.flat().some((name) => patternOps.test(name))
  )
    return "Prisma's engine never has enough of an operator class for patterns, whatever schema.prisma says."
  return isUnsayable(database, schema, drift) && isReferred(schema, drift)
    ? 'schema.prisma cannot say it, and a relation needs the unique that stands in its place.'
    : null
}

/** `text_pattern_ops` and its like, which `db pull` leaves out. */
const patternOps = /(?:text|varchar|bpchar)_pattern_ops$/

/** Must schema.prisma lose this key, as production has another in its place that PSL has no words for? */
export function isUnsayable(database: CatalogObject, schema: CatalogObject, { context }: Drift): boolean {
  const { previewFeatures } = context.project
  return isKey(schema) && !traitsOf(database.id.kind).declarable(database, previewFeatures)
}

/** Is it an index, unique or not? */
export function isKey({ id }: CatalogObject): boolean {
  return id.kind === 'unique' || id.kind === 'index'
}

/** Does a relation of schema.prisma point to these columns, or is it one to one by them? */
function isReferred({ id, attributes }: CatalogObject, { catalogs: { schema } }: Drift): boolean {
  if (!('table' in id)) return false
  const columns = listOf(attributes.columns ?? null)
  return [...(schema?.objects.values() ?? [])].some((key) => {
    if (key.id.kind !== 'foreign-key') return false
    const isTarget =
      canonicalOf(key, 'targetTable') === id.table &&
      canonicalOf(key, 'targetSchema') === id.schema &&
      equalValues(listOf(canonicalOf(key, 'targetColumns')), columns)
    return (
      isTarget ||
      (key.parent === parentKey(id) && equalValues(listOf(key.attributes.columns ?? null), columns))
    )
  })
}

function parentKey({ schema, table }: TableMemberId): string {
  return objectKey({ kind: 'table', schema, name: table })
}
