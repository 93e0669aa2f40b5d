import type { Difference, Drift } from '../drift/difference.ts'
import { traitsOf } from '../drift/kinds/index.ts'
import { canonicalOf, equalValues, listOf, textOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import type { Facet, NameChange, SchemaChange } from '../model/plan.ts'
import type { Change } from './change.ts'
import { isKey, isUnsayable } from './personal.ts'

/** What schema.prisma is to learn, with the change that is the reason for it. */
export interface Owned<T> {
  readonly edit: T
  readonly change: Change
}

const facetOf: Readonly<Record<string, Facet>> = {
  type: 'type',
  nullable: 'optional',
  default: 'default',
  identity: 'default',
  generated: 'default',
}

/** What of a column that production is to gain may be other than the schema says. */
const declaredNames = ['type', 'default', 'identity']

/** What schema.prisma is to learn: everything in which it is other than what is wanted. */
export function schemaChanges(changes: readonly Change[], drift: Drift): readonly Owned<SchemaChange>[] {
  return changes.flatMap((change) => editsFor(change, drift).map((edit) => ({ edit, change })))
}

function editsFor({ difference, database, members }: Change, drift: Drift): readonly SchemaChange[] {
  const { id, lines, verdicts } = difference
  const said = lines.schema
  if (id.kind === 'extension') return database && difference.database ? ofMoved(drift) : []
  if (database === null)
    return said ? [{ object: id, facets: [], columns: columnsOf(said), removed: true }] : []
  const columns = columnsOf(database)
  if (said === null) {
    const isAsked = verdicts.get('presence')?.votes.schema !== undefined
    return isAsked || isTakenForPlain(database, drift) || becomesSayable(difference, database, drift)
      ? [{ object: id, facets: [], columns }]
      : []
  }
  const asked = [...verdicts].flatMap(([name, { votes }]) => (votes.schema === undefined ? [] : [name]))
  if (asked.some((name) => differs(database, said, name)) && isUnsayable(database, said, drift))
    return [{ object: id, facets: [], columns: columnsOf(said), removed: true }]
  const isNew = difference.database === null
  const own = facetChange(id, database, said, isNew ? declaredNames : asked, columns)
  const inside = isNew ? members.columns : []
  return [
    ...own,
    ...inside.flatMap((member) => {
      const declared = drift.catalogs.schema?.objects.get(objectKey(member.id))
      return declared ? facetChange(member.id, member, declared, declaredNames, []) : []
    }),
  ]
}

/** Does Prisma's engine take it for a plain unique, and would drop it unless the schema has one? */
function isTakenForPlain(key: CatalogObject, { context: { project } }: Drift): boolean {
  if (key.id.kind !== 'unique' || key.attributes.nullsNotDistinct !== true) return false
  if (!('table' in key.id) || !project.schemas.includes(key.id.schema)) return false
  const plain = { ...key, attributes: { ...key.attributes, nullsNotDistinct: false } }
  return traitsOf('unique').declarable(plain, project.previewFeatures)
}

/** What schema.prisma says of columns by the place that an extension has in the migrations, and not in production. */
function ofMoved({ catalogs }: Drift): readonly SchemaChange[] {
  const database = catalogs.deployed ?? catalogs.production
  return [...(catalogs.schema?.objects ?? [])].flatMap(([key, said]) => {
    const own = database?.objects.get(key)
    if (said.id.kind !== 'column' || !own) return []
    const moved = ['type', 'default'].filter(
      (name) =>
        own.attributes[name] !== said.attributes[name] &&
        equalValues(canonicalOf(own, name), canonicalOf(said, name)),
    )
    return moved.length === 0
      ? []
      : [{ object: said.id, facets: moved.flatMap((name) => facetOf[name] ?? []), columns: [] }]
  })
}

/** Is it a key that PSL had no words for as the migrations make it, and has for the one that production has? */
function becomesSayable(
  { lines: { history }, parent }: Difference,
  wanted: CatalogObject,
  { catalogs, context: { project } }: Drift,
): boolean {
  const { declarable } = traitsOf(wanted.id.kind)
  if (!history || parent === null || !isKey(wanted) || !catalogs.schema?.objects.has(parent)) return false
  return !declarable(history, project.previewFeatures) && declarable(wanted, project.previewFeatures)
}

function columnsOf({ attributes }: CatalogObject): readonly string[] {
  return listOf(attributes.columns ?? null)
}

function differs(wanted: CatalogObject, declared: CatalogObject, name: string): boolean {
  return name in wanted.attributes && !equalValues(canonicalOf(wanted, name), canonicalOf(declared, name))
}

function facetChange(
  object: ObjectId,
  wanted: CatalogObject,
  declared: CatalogObject,
  names: readonly string[],
  columns: readonly string[],
): readonly SchemaChange[] {
  const differing = names.filter((name) => differs(wanted, declared, name))
  const isNamed = names.includes('name') && !named.has(object.kind)
  if (differing.length === 0 && !isNamed) return []
  return [{ object, facets: [...new Set(differing.flatMap((name) => facetOf[name] ?? []))], columns }]
}

/** What has a `@map` or `@@map` of its own. */
const named: ReadonlySet<string> = new Set(['table', 'column', 'enum'])

/**
 * The `@map` and `@@map` that the schema lacks.
 * @param added those for what production is to gain, by the key of the difference
 */
export function nameChanges(
  changes: readonly Change[],
  { mappings }: Drift,
  added: ReadonlyMap<string, readonly NameChange[]>,
): readonly Owned<NameChange>[] {
  return changes.flatMap((change): readonly Owned<NameChange>[] => {
    const { difference, renamed, labels } = change
    const { id, lines, key, verdicts } = difference
    const news = added.get(key)
    if (news) return news.map((edit) => ({ edit, change }))
    if (id.kind === 'enum' && labels.size > 0 && lines.schema) {
      const declared = listOf(lines.schema.attributes.labels ?? null)
      return [...labels]
        .filter(([label]) => declared.includes(label))
        .map(([label, name]) => ({ edit: { object: id, name, label }, change }))
    }
    const own = textOf(lines.schema?.canonical.name ?? null) ?? mappings.get(key)
    if (renamed || !verdicts.has('name') || own === undefined || own === null || own === id.name) return []
    if (id.kind !== 'table' && id.kind !== 'column' && id.kind !== 'enum') return []
    return [{ edit: { object: { ...id, name: own } as ObjectId, name: id.name }, change }]
  })
}
