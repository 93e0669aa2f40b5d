/** A world as schema.prisma has it. */
import { fieldTypes, idTypes, type TypeName } from './types.ts'
import {
  type Enum,
  type Field,
  fieldOf,
  type Key,
  type Relation,
  type Table,
  tableOf,
  type World,
} from './world.ts'

/** What a computed column is computed from. */
export const computed = '(id IS NULL)'

/** The schema file of a world; of several schemas where told. */
export function pslOf(world: World, isMulti: boolean): string {
  const datasource = `datasource db {\n  provider = "postgresql"\n${isMulti ? '  schemas = ["public", "other"]\n' : ''}}\n`
  const place = (schema: string) => (isMulti ? [`@@schema("${schema}")`] : [])
  const enums = world.enums.map((each) =>
    block('enum', each.model, [...each.labels.map(label), `@@map("${each.name}")`, ...place(each.schema)]),
  )
  const models = world.tables.map((table) =>
    block('model', table.model, [
      `id ${idTypes[table.id].psl}`,
      ...table.fields.flatMap((field) => fieldLine(field, world)),
      ...relationLines(table, world),
      ...table.keys.filter((key) => isPossible(key, table) && isFirst(key, table)).map(keyLine),
      `@@map("${table.name}")`,
      ...place(table.schema),
    ]),
  )
  return [datasource, ...enums, ...models].join('\n')
}

function block(keyword: string, name: string, lines: readonly string[]): string {
  return `${keyword} ${name} {\n  ${lines.join('\n  ')}\n}\n`
}

function label({ value, name }: Enum['labels'][number]): string {
  return value === name ? value : `${value} @map("${name}")`
}

function fieldLine(field: Field, world: World): readonly string[] {
  const map = field.field === field.name ? '' : ` @map("${field.name}")`
  if (field.isGenerated) return [`${field.field} Boolean? @default(dbgenerated("${computed}"))${map}`]
  const type = typeOf(field, world)
  if (type === null) return []
  const [base, ...native] = type.psl.split(' @')
  const mark = field.isList ? '[]' : field.isOptional ? '?' : ''
  const fallback = field.isList ? undefined : type.defaults[field.fallback ?? -1]
  const rest = native.map((each) => ` @${each}`).join('')
  return [`${field.field} ${base}${mark}${fallback ? ` @default(${fallback})` : ''}${rest}${map}`]
}

/** Null where its enum is gone, and it with it. */
function typeOf({ type }: Field, { enums }: World) {
  if (!type.startsWith('enum ')) return fieldTypes[type as TypeName]
  const own = enums.find(({ model }) => model === type.slice(5))
  return own ? { psl: own.model, defaults: own.labels.slice(0, 1).map(({ value }) => value) } : null
}

/** Is there what it would be on, and is it something that can be compared? */
function isPossible({ fields }: Key, table: Table): boolean {
  return fields.every((name) => {
    const field = fieldOf(table, name)
    return field && field.type !== 'json' && !field.isGenerated
  })
}

/** Is it the first of those that would get the same name by themselves? */
function isFirst(key: Key, { keys }: Table): boolean {
  const usual = ({ isUnique, fields, name }: Key) => name ?? JSON.stringify([isUnique, fields])
  return keys.find((each) => usual(each) === usual(key)) === key
}

function keyLine({ isUnique, fields, name, isDescending }: Key): string {
  const own = fields.map((field, at) => (isDescending && at === 0 ? `${field}(sort: Desc)` : field))
  return `@@${isUnique ? 'unique' : 'index'}([${own.join(', ')}]${name === null ? '' : `, map: "${name}"`})`
}

function relationLines(table: Table, world: World): readonly string[] {
  const own = table.relations.flatMap((relation) => {
    const ends = endsOf(relation, table, world)
    if (ends === null) return []
    const { from, references } = ends
    const action = relation.onDelete === null ? '' : `, onDelete: ${relation.onDelete}`
    return `${relation.name}_to ${relation.to}${from.isOptional ? '?' : ''} @relation("${relation.name}", fields: [${relation.field}], references: [${references}]${action})`
  })
  const back = world.tables.flatMap((other) =>
    other.relations
      .filter((relation) => relation.to === table.model && endsOf(relation, other, world) !== null)
      .map(({ name }) => `${name}_from ${other.model}[] @relation("${name}")`),
  )
  const joins = table.joins.flatMap(({ name, to }) =>
    tableOf(world, to) ? [`${name}_a ${to}[] @relation("${name}")`] : [],
  )
  const joined = world.tables.flatMap((other) =>
    other.joins
      .filter(({ to }) => to === table.model)
      .map(({ name }) => `${name}_b ${other.model}[] @relation("${name}")`),
  )
  return [...own, ...back, ...joins, ...joined]
}

/** Both ends of a relation; null where one is gone, or they do not fit. */
function endsOf({ field, to, target }: Relation, table: Table, world: World) {
  const from = fieldOf(table, field)
  const other = tableOf(world, to)
  if (!from || !other || from.isList || from.isGenerated) return null
  if (target === null) return from.type === idTypes[other.id].type ? { from, references: 'id' } : null
  const end = fieldOf(other, target)
  const isKey = other.keys.some(
    ({ isUnique, fields, isDescending }) =>
      isUnique && !isDescending && fields.length === 1 && fields[0] === target,
  )
  return end && isKey && !end.isList && !end.isGenerated && end.type === from.type
    ? { from, references: target }
    : null
}
