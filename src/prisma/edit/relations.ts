import { argumentValue, fieldsOf, findAttribute, namesOf } from '../psl/query.ts'
import type { Field } from '../psl/syntax.ts'
import { attributeText } from './attributes.ts'
import { insertAfter } from './members.ts'
import { columnOf, type Outline, type OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/**
 * Makes a model declare the relation behind a foreign key as the pulled model does: its actions and name where the
 * relation is there, else both of its sides.
 * @param own all of the schema, for the model that the key points to
 */
export function alignRelation(
  own: Outline,
  pulled: Outline,
  model: OutlineBlock,
  pulledModel: OutlineBlock,
  columns: readonly string[],
): readonly TextEdit[] {
  const wanted = relationOver(pulledModel, columns)
  const text = wanted && relationText(pulledModel, wanted)
  if (!wanted || !text) return []
  const existing = relationOver(model, columns)
  const attribute = existing && findAttribute(existing.attributes, 'relation')
  if (attribute) {
    const { start, end } = attribute
    return attributeText(model, attribute) === text ? [] : [{ file: model.file, start, end, text }]
  }
  return [addRelation(model, pulledModel, wanted), ...addOpposite(own, pulled, pulledModel, wanted)]
}

/** Adds a relation field as it was pulled, behind the other relations. */
export function addRelation(own: OutlineBlock, pulled: OutlineBlock, field: Field): TextEdit {
  return insertAfter(own, fieldsOf(own.block).at(-1) ?? null, pulled.text.slice(field.start, field.end))
}

/** The field of the other model that a relation needs: the pulled one of the same name, or of the only pair. */
function addOpposite(
  own: Outline,
  pulled: Outline,
  from: OutlineBlock,
  relation: Field,
): readonly TextEdit[] {
  const target = pulled.blocks.find(({ block }) => block.name.text === relation.type?.name)
  const home = target && own.model(target.schema, target.object)
  if (!target || !home) return []
  const known = new Set(fieldsOf(home.block).map(({ name }) => name.text))
  const opposite = oppositeOf(target, from, relation)
  return opposite && !known.has(opposite.name.text) ? [addRelation(home, target, opposite)] : []
}

function oppositeOf(target: OutlineBlock, from: OutlineBlock, relation: Field): Field | null {
  const name = relationName(relation)
  const isOther = (field: Field) =>
    field.type?.name === from.block.name.text && relationColumns(target, field).length === 0
  return (
    fieldsOf(target.block).find((field) => isOther(field) && relationName(field) === name) ??
    fieldsOf(target.block).find(isOther) ??
    null
  )
}

function relationName({ attributes }: Field): string | null {
  const relation = findAttribute(attributes, 'relation')
  const value = relation && argumentValue(relation, 'name', true)
  return value?.kind === 'string' ? value.value : null
}

function relationText(model: OutlineBlock, { attributes }: Field): string | null {
  const relation = findAttribute(attributes, 'relation')
  return relation && attributeText(model, relation)
}

/** The relation field whose foreign key is over these columns. */
export function relationOver(model: OutlineBlock, columns: readonly string[]): Field | null {
  const wanted = columns.join('\n')
  return fieldsOf(model.block).find((field) => relationColumns(model, field).join('\n') === wanted) ?? null
}

function relationColumns({ block }: OutlineBlock, { attributes }: Field): readonly string[] {
  const relation = findAttribute(attributes, 'relation')
  const names = relation ? namesOf(argumentValue(relation, 'fields')) : []
  const fields = new Map(fieldsOf(block).map((field) => [field.name.text, columnOf(field)]))
  return names.map((name) => fields.get(name) ?? name)
}
