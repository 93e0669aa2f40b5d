import type { NameChange } from '../../model/plan.ts'
import type { SchemaFile } from '../../model/project.ts'
import { blockAttributes, findAttribute } from '../psl/query.ts'
import { mapped } from '../source-map/names.ts'
import { alignRelationName } from './align-relation.ts'
import { attributeText, sameCode, setAttribute } from './attributes.ts'
import { addBlockAttribute, removeBlockAttribute } from './block-attributes.ts'
import { alignKeyNames } from './keys.ts'
import { type Outline, type OutlineBlock, outlineOf } from './outline.ts'
import { pulledRelation, type Session } from './session.ts'
import { applyTextEdits, because, type ReasonedEdit, type TextEdit } from './text-edits.ts'

/**
 * Gives models, enums and fields the `@@map` or `@map` that leads to their object in the database.
 * @param schema where names live that have no `@@schema`
 */
export function mapNames(
  files: readonly SchemaFile[],
  changes: readonly NameChange[],
  schema: string,
): readonly SchemaFile[] {
  const outline = outlineOf(files, schema, changes)
  const edits = changes.flatMap((change) => mapName(outline, change))
  return files.map((file) => ({
    ...file,
    content: applyTextEdits(
      file.content,
      edits.filter((edit) => edit.file === file.path),
    ),
  }))
}

/**
 * The same, with the names of keys and relations: those that go without saying come from the table's and the
 * columns' names.
 */
export function alignNames(session: Session, changes: readonly NameChange[]): readonly ReasonedEdit[] {
  return changes.flatMap((change) =>
    because([change], [...mapName(session.own, change), ...alignKeys(session, change)]),
  )
}

/** @param outline in which names have changed already */
function mapName(outline: Outline, { object, name, label }: NameChange): readonly TextEdit[] {
  if (object.kind === 'column') return mapMember(tableOf(outline, object.schema, object.table), name)
  if (object.kind === 'enum' && label !== undefined)
    return mapMember(blockOf(outline, 'enum', object.schema, object.name), name)
  if (object.kind !== 'table' && object.kind !== 'enum') return []
  const block = outline[object.kind === 'table' ? 'model' : 'enum'](object.schema, name)
  if (!block) return []
  const existing = findAttribute(blockAttributes(block.block), 'map')
  const text = `@@map(${JSON.stringify(name)})`
  if (block.block.name.text === name) return existing ? removeBlockAttribute(block, existing) : []
  if (!existing) return [addBlockAttribute(block, text)]
  const { start, end } = existing
  return sameCode(attributeText(block, existing), text) ? [] : [{ file: block.file, start, end, text }]
}

/** Gives a field or a value the `@map` that leads to this column or label. */
function mapMember(block: OutlineBlock | null, name: string): readonly TextEdit[] {
  const field = block?.columns.get(name)
  if (!block || !field) return []
  const wanted = field.name.text === name ? null : `@map(${JSON.stringify(name)})`
  return setAttribute(block, field, findAttribute(field.attributes, 'map'), wanted)
}

function alignKeys(session: Session, { object, name }: NameChange): readonly TextEdit[] {
  const model =
    object.kind === 'column'
      ? tableOf(session.own, object.schema, object.table)
      : object.kind === 'table'
        ? session.own.model(object.schema, name)
        : null
  const pulled = model && session.pulled.model(model.schema, model.object)
  if (!model || !pulled) return []
  return [
    ...alignKeyNames(model, pulled, session.words),
    ...session.ownRelations
      .filter(({ from }) => from.model === model)
      .flatMap((relation) => {
        const wanted = pulledRelation(session, relation)
        return wanted ? alignRelationName(relation, wanted) : []
      }),
  ]
}

/** The model of a table, under the name that it has in the database or in the schema. */
function tableOf(outline: Outline, schema: string, table: string): OutlineBlock | null {
  return blockOf(outline, 'model', schema, table)
}

function blockOf(
  outline: Outline,
  kind: 'model' | 'enum',
  schema: string,
  name: string,
): OutlineBlock | null {
  const called = ({ block }: OutlineBlock) => mapped(blockAttributes(block)) ?? block.name.text
  const isEnum = ({ block }: OutlineBlock) => block.keyword.text === 'enum'
  const alike = outline.blocks.filter(
    (block) => isEnum(block) === (kind === 'enum') && block.schema === schema,
  )
  return outline[kind](schema, name) ?? alike.find((block) => called(block) === name) ?? null
}
