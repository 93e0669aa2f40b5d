import type { DeclaredEnum, DeclaredModel, SourceMap } from '../../model/declaration.ts'
import type { PrismaProject } from '../../model/project.ts'
import { parsePsl } from '../psl/parse.ts'
import { locator } from '../psl/position.ts'
import { blockAttributes, fieldsOf, findAttribute } from '../psl/query.ts'
import type { Block } from '../psl/syntax.ts'
import { declaredFields, modelIndexes } from './fields.ts'
import { joinTables } from './join-tables.ts'
import { mapped, nameArgument } from './names.ts'
import type { PlacedBlock } from './placed-block.ts'

/**
 * Finds where each table, column, index, key and enum of the database is written in the schema files. Names are
 * the database's (`@map`, `@@map`, `@@schema` followed). Works on schemas that do not validate; of two blocks
 * for one table the first counts.
 */
export function mapSource(project: PrismaProject): SourceMap {
  const blocks = project.files.flatMap((file) => {
    const at = locator(file.path, file.content)
    return parsePsl(file.content).map(
      (block): PlacedBlock => ({ block, schema: schemaOf(block, project), text: file.content, at }),
    )
  })
  const models = blocks.filter(({ block }) => block.keyword.text === 'model' || block.keyword.text === 'view')
  const modelNames = new Set(models.map(({ block }) => block.name.text))
  const enums = blocks.filter(({ block }) => block.keyword.text === 'enum')
  return {
    models: firstByKey(
      models.map((placed) => declaredModel(placed, modelNames)),
      (model) => model.table,
    ),
    enums: firstByKey(enums.map(declaredEnum), (found) => found.type),
    joinTables: joinTables(models),
  }
}

function declaredModel(placed: PlacedBlock, modelNames: ReadonlySet<string>): DeclaredModel {
  const { block, schema, at } = placed
  const attributes = blockAttributes(block)
  const map = mapped(attributes)
  const fields = declaredFields(placed, modelNames)
  return {
    kind: block.keyword.text === 'view' ? 'view' : 'model',
    name: block.name.text,
    schema,
    table: map ?? block.name.text,
    mapped: map !== null,
    ignored: findAttribute(attributes, 'ignore') !== null,
    fields,
    indexes: modelIndexes(placed, fields),
    location: at(block.start),
  }
}

function declaredEnum({ block, schema, at }: PlacedBlock): DeclaredEnum {
  const type = mapped(blockAttributes(block)) ?? block.name.text
  const values = new Map(
    fieldsOf(block).map(({ name: { text }, attributes }) => [mapped(attributes) ?? text, text]),
  )
  return { name: block.name.text, schema, type, values, location: at(block.start) }
}

/** `@@schema`; without one the schema a connection begins with, which is `public` unless its URL says otherwise. */
function schemaOf(block: Block, project: PrismaProject): string {
  const named = nameArgument(findAttribute(blockAttributes(block), 'schema'), 'map')
  return named ?? (project.schemas.includes('public') ? 'public' : (project.schemas[0] ?? 'public'))
}

function firstByKey<T extends { readonly schema: string }>(
  items: readonly T[],
  name: (item: T) => string,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    const key = `${item.schema}.${name(item)}`
    if (!found.has(key)) found.set(key, item)
  }
  return found
}
