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
}

/** The blocks of schema files, to be looked up by what they stand for. */
export interface Outline {
  readonly blocks: readonly OutlineBlock[]
  readonly model: (schema: string, table: string) => OutlineBlock | null
  readonly enum: (schema: string, type: string) => OutlineBlock | null
}

/** Reads the blocks of the files. @param schema where names live that have no `@@schema` */
export function outlineOf(files: readonly SchemaFile[], schema: string): Outline {
  const blocks = files.flatMap(({ path, content }) =>
    parsePsl(content).map((block): OutlineBlock => {
      const attributes = blockAttributes(block)
      return {
        file: path,
        text: content,
        block,
        schema: nameArgument(findAttribute(attributes, 'schema'), 'map') ?? schema,
        object: mapped(attributes) ?? block.name.text,
      }
    }),
  )
  const find = (keywords: readonly string[], own: string, object: string) =>
    blocks.find(
      ({ block, schema: its, object: name }) =>
        keywords.includes(block.keyword.text) && its === own && name === object,
    ) ?? null
  return {
    blocks,
    model: (own, table) => find(['model', 'view'], own, table),
    enum: (own, type) => find(['enum'], own, type),
  }
}

/** The field of a column: not a relation. */
export function fieldOfColumn({ block }: OutlineBlock, column: string): Field | null {
  return fieldsOf(block).find((field) => !isRelation(field) && columnOf(field) === column) ?? null
}

/** The column of a field: `@map`, else its name. */
export function columnOf(field: Field): string {
  return mapped(field.attributes) ?? field.name.text
}

/** Is this a relation field with the foreign key on its side? The other side has no attribute of its own. */
export function isRelation(field: Field): boolean {
  return findAttribute(field.attributes, 'relation') !== null
}
