import { argumentValue, fieldsOf, findAttribute, namesOf, stringOf } from '../psl/query.ts'
import type { Attribute, Field } from '../psl/syntax.ts'
import { columnsNamed, type Outline, type OutlineBlock } from './outline.ts'

/** A field in the block that it is written in. */
export interface PlacedField {
  readonly model: OutlineBlock
  readonly field: Field
}

/** A foreign key as PSL has it: the field on its side, and the one that looks back. */
export interface Relation {
  readonly from: PlacedField
  readonly attribute: Attribute
  readonly to: PlacedField | null
  readonly target: OutlineBlock
  /** Of the foreign key, in order. */
  readonly columns: readonly string[]
  /** As PSL calls it; null without a name. */
  readonly name: string | null
}

/** An implicit many-to-many relation: two lists. */
export interface ManyToMany {
  readonly one: PlacedField
  readonly other: PlacedField
  /** The table of its pairs. */
  readonly table: string
  readonly schema: string
}

/** Reads the relations that have a foreign key. */
export function relationsOf(outline: Outline): readonly Relation[] {
  return outline.blocks.flatMap((model) =>
    relationFields(model, outline).flatMap(({ field, target }): readonly Relation[] => {
      const attribute = findAttribute(field.attributes, 'relation')
      const names = attribute ? namesOf(argumentValue(attribute, 'fields')) : []
      if (!attribute || names.length === 0) return []
      const name = relationName(field)
      const back = relationFields(target, outline).find(
        (other) =>
          other.target === model &&
          isBack(other.field) &&
          relationName(other.field) === name &&
          other.field !== field,
      )
      const columns = columnsNamed(model, names)
      return [
        {
          from: { model, field },
          attribute,
          to: back ? { model: target, field: back.field } : null,
          target,
          columns,
          name,
        },
      ]
    }),
  )
}

/** Reads the relations that have a table of their own. */
export function manyToMany(outline: Outline): readonly ManyToMany[] {
  const lists = outline.blocks.flatMap((model) =>
    relationFields(model, outline)
      .filter(({ field }) => field.type?.list && isBack(field))
      .map(({ field, target }) => ({ model, field, target, name: relationName(field) })),
  )
  const paired = new Set(relationsOf(outline).flatMap(({ to }) => (to ? [to.field] : [])))
  return lists.flatMap((one, at) => {
    if (paired.has(one.field)) return []
    const other = lists.find(
      (each, index) =>
        index > at && each.model === one.target && each.target === one.model && each.name === one.name,
    )
    if (!other) return []
    const [first = '', second = ''] = [one.model.block.name.text, other.model.block.name.text].sort()
    const home = first === one.model.block.name.text ? one.model : other.model
    return [{ one, other, table: `_${one.name ?? `${first}To${second}`}`, schema: home.schema }]
  })
}

/** The name that `@relation` gives to a relation; null without one. */
function relationName({ attributes }: Field): string | null {
  const relation = findAttribute(attributes, 'relation')
  return relation && stringOf(argumentValue(relation, 'name', true))
}

function relationFields(
  { block }: OutlineBlock,
  outline: Outline,
): readonly { readonly field: Field; readonly target: OutlineBlock }[] {
  if (!/^(?:model|view)$/.test(block.keyword.text)) return []
  return fieldsOf(block).flatMap((field) => {
    const target = field.type && outline.named(field.type.name)
    return target && /^(?:model|view)$/.test(target.block.keyword.text) ? [{ field, target }] : []
  })
}

function isBack({ attributes }: Field): boolean {
  const relation = findAttribute(attributes, 'relation')
  return !relation || argumentValue(relation, 'fields') === null
}
