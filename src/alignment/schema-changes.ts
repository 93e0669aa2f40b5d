import type { Mappings } from '../drift/difference.ts'
import { canonicalOf, equalValues, listOf, textOf } from '../drift/value.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import type { Facet, NameChange, SchemaChange } from '../model/plan.ts'
import type { Change } from './change.ts'

const facetOf: Readonly<Record<string, Facet>> = {
  type: 'type',
  nullable: 'optional',
  default: 'default',
  identity: 'default',
  generated: 'default',
}

/** What schema.prisma is to learn: everything in which it is other than what is wanted. */
export function schemaChanges(changes: readonly Change[], schema: Catalog | null): readonly SchemaChange[] {
  return changes.flatMap(({ difference, database, members }): readonly SchemaChange[] => {
    const { id, lines, verdicts } = difference
    if (database === null) return []
    const isNew = difference.database === null
    const columns = listOf(database.attributes.columns ?? null)
    if (lines.schema === null) return verdicts.has('presence') ? [{ object: id, facets: [], columns }] : []
    const names = isNew ? declaredNames : [...verdicts.keys()]
    const own = facetChange(id, database, lines.schema, names, verdicts.has('name'), columns)
    const inside = isNew ? members.columns : []
    const ofMembers = inside.flatMap((member) => {
      const declared = schema?.objects.get(objectKey(member.id))
      return declared ? facetChange(member.id, member, declared, declaredNames, false, []) : []
    })
    return [...own, ...ofMembers]
  })
}

/** What of a column that production is to gain may be other than the schema says. */
const declaredNames = ['type', 'default', 'identity']

function facetChange(
  object: ObjectId,
  wanted: CatalogObject,
  declared: CatalogObject,
  names: readonly string[],
  always: boolean,
  columns: readonly string[],
): readonly SchemaChange[] {
  const differing = names.filter(
    (name) =>
      name in wanted.attributes && !equalValues(canonicalOf(wanted, name), canonicalOf(declared, name)),
  )
  if (differing.length === 0 && !always) return []
  return [{ object, facets: [...new Set(differing.flatMap((name) => facetOf[name] ?? []))], columns }]
}

/** The `@map` and `@@map` that the schema lacks. */
export function nameChanges(changes: readonly Change[], mappings: Mappings): readonly NameChange[] {
  return changes.flatMap(({ difference: { id, lines, key, verdicts } }) => {
    const own = textOf(lines.schema?.canonical.name ?? null) ?? mappings.get(key)
    if (!verdicts.has('name') || own === undefined || own === null || own === id.name) return []
    if (id.kind !== 'table' && id.kind !== 'column' && id.kind !== 'enum') return []
    return [{ object: { ...id, name: own } as ObjectId, name: id.name }]
  })
}
