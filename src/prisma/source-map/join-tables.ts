import type { Location } from '../../model/finding.ts'
import { compareText } from '../../model/object.ts'
import { argumentValue, fieldsOf, findAttribute } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { nameArgument } from './names.ts'
import type { PlacedBlock } from './placed-block.ts'

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
  const pairs = new Map<string, number>()
  for (const { model, other, relation } of sides) {
    const key = pairKey(model, other, relation)
    pairs.set(key, (pairs.get(key) ?? 0) + 1)
  }
  const found = new Map<string, Location>()
  for (const { model, other, relation, schema, location } of sides) {
    const opposite = (pairs.get(pairKey(other, model, relation)) ?? 0) - (model === other ? 1 : 0)
    if (compareText(model, other) > 0 || opposite < 1) continue
    const table = `${schema}._${relation ?? `${model}To${other}`}`
    if (!found.has(table)) found.set(table, location)
  }
  return found
}

function pairKey(model: string, other: string, relation: string | null): string {
  return JSON.stringify([model, other, relation])
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
