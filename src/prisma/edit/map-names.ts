import type { NameChange } from '../../model/plan.ts'
import type { SchemaFile } from '../../model/project.ts'
import { blockAttributes, fieldsOf, findAttribute } from '../psl/query.ts'
import { setAttribute } from './attributes.ts'
import { insertAfter } from './members.ts'
import { fieldOfColumn, outlineOf } from './outline.ts'
import { applyTextEdits, type TextEdit } from './text-edits.ts'
/** Gives models, enums and fields the `@@map` or `@map` that leads to their object in the database. */
export function mapNames(
  files: readonly SchemaFile[],
  changes: readonly NameChange[],
  schema: string,
): readonly SchemaFile[] {
  const outline = outlineOf(files, schema)
  const edits = changes.flatMap(({ object, name }): readonly TextEdit[] => {
    if (object.kind === 'column') {
      const model = outline.model(object.schema, object.table)
      const field = model && fieldOfColumn(model, object.name)
      if (!model || !field) return []
      const wanted = field.name.text === name ? null : `@map(${JSON.stringify(name)})`
      return setAttribute(model, field, findAttribute(field.attributes, 'map'), wanted)
    }
    if (object.kind !== 'table' && object.kind !== 'enum') return []
    const block = outline[object.kind === 'table' ? 'model' : 'enum'](object.schema, object.name)
    if (!block) return []
    const existing = findAttribute(blockAttributes(block.block), 'map')
    const text = `@@map(${JSON.stringify(name)})`
    if (existing) return [{ file: block.file, start: existing.start, end: existing.end, text }]
    const last = block.block.members.findLast((member) => member.kind === 'attribute')
    return [insertAfter(block, last ?? fieldsOf(block.block).at(-1) ?? null, text, !last)]
  })
  return files.map((file) => ({
    ...file,
    content: applyTextEdits(
      file.content,
      edits.filter((edit) => edit.file === file.path),
    ),
  }))
}
