import type { Location } from '../../model/finding.ts'
import { compareText } from '../../model/object.ts'
import { argumentValue, fieldsOf, findAttribute } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import type { PlacedBlock } from './map-source.ts'
import { nameArgument } from './names.ts'

interface Side {
  readonly model: string
  readonly other: string
  readonly relation: string | null
  readonly schema: string
  readonly location: Location
}

/**
 * The tables that implicit many-to-many relations make: `_AToB`, or `_Name` of `@relation("Name")`, in the
 * schema of the model that comes first by name.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/many-to-many-relations
 * @returns by `schema.table`: the place of the first model's relation field.
 */
export function joinTables(models: readonly PlacedBlock[]): ReadonlyMap<string, Location> {
  const sides = models.flatMap((placed) =>
    fieldsOf(placed.block).flatMap((field) => side(placed, field) ?? []),
  )
  const found = new Map<string, Location>()
  for (const first of sides) {
    if (compareText(first.model, first.other) > 0 || !sides.some((second) => meets(first, second))) continue
    const table = `${first.schema}._${first.relation ?? `${first.model}To${first.other}`}`
    if (!found.has(table)) found.set(table, first.location)
  }
  return found
}

function side({ block, schema, at }: PlacedBlock, field: Field): Side | null {
  const relation = findAttribute(field.attributes, 'relation')
  if (!field.type?.list || (relation && argumentValue(relation, 'fields'))) return null
  return {
    model: block.name.text,
    other: field.type.name,
    relation: nameArgument(relation, 'name'),
    schema,
    location: at(field.start),
  }
}

function meets(first: Side, second: Side): boolean {
  return (
    second !== first &&
    second.model === first.other &&
    second.other === first.model &&
    second.relation === first.relation
  )
}
