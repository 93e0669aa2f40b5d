import type { SchemaFile } from '../../model/project.ts'
import { argumentValue, blockAttributes, fieldsOf, findAttribute } from '../psl/query.ts'
import type { Expression } from '../psl/syntax.ts'
import { type Outline, type OutlineBlock, outlineOf } from './outline.ts'
import { applyTextEdits, type TextEdit } from './text-edits.ts'
import { fieldsArgument, renamed } from './words.ts'

/**
 * Gives fields other names that are called like a column which is none of theirs: over such files `prisma db pull`
 * writes two fields of one name.
 * @param columnsOf the columns that a table of the database has, or is to have
 * @param schema where names live that have no `@@schema`
 */
export function setApart(
  files: readonly SchemaFile[],
  columnsOf: (schema: string, table: string) => readonly string[],
  schema: string,
): readonly SchemaFile[] {
  const outline = outlineOf(files, schema)
  const edits = outline.blocks.flatMap((model) => {
    const names = newNames(model, columnsOf(model.schema, model.object))
    return names.size === 0 ? [] : renameFields(outline, model, names)
  })
  if (edits.length === 0) return files
  return files.map((file) => ({
    ...file,
    content: applyTextEdits(
      file.content,
      edits.filter((edit) => edit.file === file.path).toSorted((a, b) => a.start - b.start),
    ),
  }))
}

/** What the fields are to be called that are in the way of a column, by the name that they have. */
function newNames(
  { block, columns, columnOf }: OutlineBlock,
  met: readonly string[],
): ReadonlyMap<string, string> {
  if (block.keyword.text === 'enum') return new Map()
  const fields = fieldsOf(block).map(({ name }) => name.text)
  const taken = new Set([...fields, ...met])
  const inTheWay = fields.filter(
    (name) => met.includes(name) && columnOf.get(name) !== name && !columns.has(name),
  )
  return new Map(inTheWay.map((name) => [name, freeName(name, taken)]))
}

function freeName(name: string, taken: Set<string>): string {
  let free = `${name}_`
  while (taken.has(free)) free += '_'
  taken.add(free)
  return free
}

function renameFields(
  { blocks }: Outline,
  model: OutlineBlock,
  names: ReadonlyMap<string, string>,
): readonly TextEdit[] {
  const { file, block } = model
  const called = (text: string) => names.get(text) ?? text
  const inList = (own: string, list: Expression | null) =>
    (list?.kind === 'array' ? list.items : [])
      .flatMap((item) => renamed(item, called))
      .map((edit) => ({ ...edit, file: own }))
  const declared = fieldsOf(block).flatMap(({ name: { text, start, end }, attributes }) => {
    const relation = findAttribute(attributes, 'relation')
    const own = called(text) === text ? [] : [{ file, start, end, text: called(text) }]
    return [...own, ...inList(file, relation && argumentValue(relation, 'fields'))]
  })
  const keys = blockAttributes(block).flatMap((attribute) => inList(file, fieldsArgument(attribute)))
  const references = blocks.flatMap((other) =>
    fieldsOf(other.block)
      .filter(({ type }) => type?.name === block.name.text)
      .flatMap(({ attributes }) => {
        const relation = findAttribute(attributes, 'relation')
        return inList(other.file, relation && argumentValue(relation, 'references'))
      }),
  )
  return [...declared, ...keys, ...references]
}
