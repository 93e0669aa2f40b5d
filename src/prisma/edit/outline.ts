import type { ObjectId } from '../../model/object.ts'
import type { NameChange } from '../../model/plan.ts'
import type { SchemaFile } from '../../model/project.ts'
import { parsePsl } from '../psl/parse.ts'
import { blockAttributes, fieldsOf, findAttribute } from '../psl/query.ts'
import type { Block, Field } from '../psl/syntax.ts'
import { mapped, nameArgument } from '../source-map/names.ts'

/** A block of a schema file with what it stands for in the database. */
export interface OutlineBlock {
  readonly file: string
  readonly text: string
  readonly block: Block
  /** Of the database. */
  readonly schema: string
  /** The table or type: `@@map`, else the block's own name. */
  readonly object: string
  /** The fields that are columns, by column; the values of an enum, by label. In the order of the file. */
  readonly columns: ReadonlyMap<string, Field>
  /** Their columns or labels, by the field's name. */
  readonly columnOf: ReadonlyMap<string, string>
}

/** The blocks of schema files, to be looked up by what they stand for. */
export interface Outline {
  readonly blocks: readonly OutlineBlock[]
  readonly model: (schema: string, table: string) => OutlineBlock | null
  readonly enum: (schema: string, type: string) => OutlineBlock | null
  /** The block of this name in PSL. */
  readonly named: (name: string) => OutlineBlock | null
}

/**
 * Reads the blocks of the files.
 * @param schema where names live that have no `@@schema`
 * @param names what is to be called otherwise in the database: blocks and fields are found under the new names
 */
export function outlineOf(
  files: readonly SchemaFile[],
  schema: string,
  names: readonly NameChange[] = [],
): Outline {
  const parsed = files.flatMap(({ path, content }) =>
    parsePsl(content).map((block) => ({ file: path, text: content, block })),
  )
  const models = new Set(
    parsed.flatMap(({ block }) => (/^(?:model|view)$/.test(block.keyword.text) ? [block.name.text] : [])),
  )
  const blocks = parsed.map((each) => outlineBlock(each, schema, models, names))
  const keyed = new Map(
    blocks.map((each) => [keyOf(each.block.keyword.text, each.schema, each.object), each]),
  )
  const byName = new Map(blocks.map((each) => [each.block.name.text, each]))
  return {
    blocks,
    model: (own, table) =>
      keyed.get(keyOf('model', own, table)) ?? keyed.get(keyOf('view', own, table)) ?? null,
    enum: (own, type) => keyed.get(keyOf('enum', own, type)) ?? null,
    named: (name) => byName.get(name) ?? null,
  }
}

const keyOf = (...parts: readonly string[]) => JSON.stringify(parts)

function outlineBlock(
  written: Pick<OutlineBlock, 'file' | 'text' | 'block'>,
  fallback: string,
  models: ReadonlySet<string>,
  names: readonly NameChange[],
): OutlineBlock {
  const { block } = written
  const attributes = blockAttributes(block)
  const schema = nameArgument(findAttribute(attributes, 'schema'), 'map') ?? fallback
  const called = mapped(attributes) ?? block.name.text
  const kind = block.keyword.text === 'enum' ? 'enum' : 'table'
  const here = names.filter(({ object }) => 'schema' in object && object.schema === schema)
  const isOwn = (object: ObjectId) => object.kind === kind && object.name === called
  const object = here.find((each) => isOwn(each.object) && each.label === undefined)?.name ?? called
  const renamed = new Map(
    here.flatMap(({ object: own, name, label }) => {
      if (label !== undefined) return isOwn(own) || own.name === object ? [[label, name]] : []
      const isHere = own.kind === 'column' && (own.table === called || own.table === object)
      return isHere ? [[own.name, name]] : []
    }),
  )
  const scalar = fieldsOf(block).filter(
    (field) => !findAttribute(field.attributes, 'relation') && !(field.type && models.has(field.type.name)),
  )
  const columnOf = new Map(
    scalar.map((field) => {
      const column = columnName(field)
      return [field.name.text, renamed.get(column) ?? column]
    }),
  )
  const columns = new Map(
    scalar.toReversed().map((field) => [columnOf.get(field.name.text) ?? '', field] as const),
  )
  return { ...written, schema, object, columns: new Map([...columns].toReversed()), columnOf }
}

/** What a field is called in the database: `@map`, else its name. */
function columnName(field: Field): string {
  return mapped(field.attributes) ?? field.name.text
}

/** The columns of the fields of these names. */
export function columnsNamed({ columnOf }: OutlineBlock, names: readonly string[]): readonly string[] {
  return names.map((name) => columnOf.get(name) ?? name)
}
