import type { DeclaredField, DeclaredIndex } from '../../model/declaration.ts'
import { argumentValue, blockAttributes, fieldsOf, findAttribute, namesOf, stringOf } from '../psl/query.ts'
import type { Attribute, Field } from '../psl/syntax.ts'
import { mapped } from './names.ts'
import type { PlacedBlock } from './placed-block.ts'

/**
 * The fields of a model that are columns: all but the relations.
 * @returns by column name, in the order of the file; of two fields for one column the first.
 */
export function declaredFields(
  { block, text, at }: PlacedBlock,
  modelNames: ReadonlySet<string>,
): ReadonlyMap<string, DeclaredField> {
  const found = new Map<string, DeclaredField>()
  for (const field of fieldsOf(block)) {
    if (!field.type || modelNames.has(field.type.name)) continue
    const { attributes, name, type } = field
    const map = mapped(attributes)
    const inside = findAttribute(attributes, 'default')?.inside
    const column = map ?? name.text
    if (found.has(column)) continue
    found.set(column, {
      name: name.text,
      column,
      mapped: map !== null,
      type: type.name,
      list: type.list,
      optional: type.optional,
      default: inside ? text.slice(inside.start, inside.end).trim() : null,
      updatedAt: findAttribute(attributes, 'updatedAt') !== null,
      ignored: findAttribute(attributes, 'ignore') !== null,
      location: at(field.start),
    })
  }
  return found
}

const indexKinds: Readonly<Record<string, DeclaredIndex['kind']>> = {
  id: 'primary-key',
  unique: 'unique',
  index: 'index',
  relation: 'foreign-key',
}

/** The keys, uniques, indexes and foreign keys of a model, each at its attribute, in the order of the file. */
export function modelIndexes(
  { block, at }: PlacedBlock,
  fields: ReadonlyMap<string, DeclaredField>,
): readonly DeclaredIndex[] {
  const columns = new Map([...fields.values()].map((field) => [field.name, field.column]))
  const own = fieldsOf(block).flatMap((field) => fieldIndexes(field))
  const whole = blockAttributes(block).map((attribute) => ({
    attribute,
    names: namesOf(argumentValue(attribute, 'fields', true)),
  }))
  return [...own, ...whole]
    .toSorted((a, b) => a.attribute.start - b.attribute.start)
    .flatMap(({ attribute, names }) => {
      const kind = indexKinds[attribute.name]
      if (!kind || names.length === 0) return []
      return {
        kind,
        name: stringOf(argumentValue(attribute, 'map')),
        columns: names.map((name) => columns.get(name) ?? name),
        location: at(attribute.start),
      }
    })
}

function fieldIndexes(
  field: Field,
): readonly { readonly attribute: Attribute; readonly names: readonly string[] }[] {
  return field.attributes.flatMap((attribute) => {
    if (attribute.name === 'relation')
      return { attribute, names: namesOf(argumentValue(attribute, 'fields')) }
    return attribute.name === 'id' || attribute.name === 'unique'
      ? { attribute, names: [field.name.text] }
      : []
  })
}
