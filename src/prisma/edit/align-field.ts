import type { Facet } from '../../model/plan.ts'
import { argumentValue, fieldsOf, findAttribute, namesOf } from '../psl/query.ts'
import type { Attribute, Field, FieldType } from '../psl/syntax.ts'
import { attributeText, setAttribute } from './attributes.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** A field in the model that it is written in. */
export interface PlacedField {
  readonly model: OutlineBlock
  readonly field: Field
}

/**
 * Makes a field say of these facets what the pulled field says. Its name, comments, place and all other attributes
 * stay; a relation over the field becomes optional or required with it.
 */
export function alignField(
  own: PlacedField,
  pulled: PlacedField,
  facets: readonly Facet[],
): readonly TextEdit[] {
  const has = (facet: Facet) => facets.includes(facet)
  return [
    ...(has('type') || has('optional') ? alignType(own, pulled, has('type'), has('optional')) : []),
    ...(has('type') ? setAttribute(own.model, own.field, nativeType(own.field), nativeText(pulled)) : []),
    ...(has('type') || has('default') ? alignDefault(own, pulled, has('default')) : []),
    ...(has('type') && pulled.field.type?.name !== 'DateTime'
      ? setAttribute(own.model, own.field, findAttribute(own.field.attributes, 'updatedAt'), null)
      : []),
    ...(has('optional') ? alignRelations(own, pulled) : []),
  ]
}

function alignType(
  { model, field }: PlacedField,
  pulled: PlacedField,
  type: boolean,
  optional: boolean,
): readonly TextEdit[] {
  const [from, to] = [field.type, pulled.field.type]
  if (!from || !to) return []
  const base = type ? to : from
  const text = typeText({ ...base, optional: (optional ? to : from).optional })
  return text === typeText(from) ? [] : [{ file: model.file, start: from.start, end: from.end, text }]
}

/** A list is never optional: https://www.prisma.io/docs/orm/prisma-schema/data-model/models#optional-and-mandatory-fields */
function typeText({ name, list, optional }: Pick<FieldType, 'name' | 'list' | 'optional'>): string {
  return `${name}${list ? '[]' : optional ? '?' : ''}`
}

function nativeType({ attributes }: Field): Attribute | null {
  return attributes.find(({ name }) => name.startsWith('db.')) ?? null
}

function nativeText({ model, field }: PlacedField): string | null {
  const found = nativeType(field)
  return found && attributeText(model, found)
}

function alignDefault(own: PlacedField, pulled: PlacedField, asked: boolean): readonly TextEdit[] {
  const existing = findAttribute(own.field.attributes, 'default')
  const wanted = findAttribute(pulled.field.attributes, 'default')
  if (!asked && !changesKind(own.field, pulled.field)) return []
  const text = wanted ? attributeText(pulled.model, wanted) : keptDefault(existing, own, pulled)
  return setAttribute(own.model, own.field, existing, text)
}

/** Does the default that there is not fit the new type? */
function changesKind(own: Field, pulled: Field): boolean {
  return (
    own.type?.name !== pulled.type?.name ||
    own.type?.list !== pulled.type?.list ||
    (nativeType(own)?.name === 'db.Uuid') !== (nativeType(pulled)?.name === 'db.Uuid')
  )
}

/** The client goes on making ids where the database has no default; a uuid column takes only uuids. */
function keptDefault(existing: Attribute | null, own: PlacedField, pulled: PlacedField): string | null {
  const value = existing?.args[0]?.value
  const isMade = value?.kind === 'call' && /^(?:cuid|uuid|ulid|nanoid)$/.test(value.name)
  const type = pulled.field.type
  if (!existing || !isMade || type?.name !== 'String' || type.list) return null
  const isUuid = nativeType(pulled.field)?.name === 'db.Uuid'
  return isUuid && value.name !== 'uuid' ? '@default(uuid())' : attributeText(own.model, existing)
}

function alignRelations(own: PlacedField, pulled: PlacedField): readonly TextEdit[] {
  return relationsOver(own).flatMap(({ type, attributes }) => {
    const fields = relationFields(attributes)
    const other = relationsOver(pulled).find((relation) => relationFields(relation.attributes) === fields)
    if (!type || !other?.type || type.optional === other.type.optional) return []
    const text = typeText({ ...type, optional: other.type.optional })
    return [{ file: own.model.file, start: type.start, end: type.end, text }]
  })
}

function relationsOver({ model, field }: PlacedField): readonly Field[] {
  return fieldsOf(model.block).filter(({ attributes }) =>
    relationFields(attributes).split('\n').includes(field.name.text),
  )
}

function relationFields(attributes: readonly Attribute[]): string {
  const relation = findAttribute(attributes, 'relation')
  return relation ? namesOf(argumentValue(relation, 'fields')).join('\n') : ''
}
