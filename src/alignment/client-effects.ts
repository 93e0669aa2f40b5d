import { clientType, columnType, enumId } from '../drift/client-types.ts'
import type { Drift } from '../drift/difference.ts'
import { canonicalOf, listOf, ownName } from '../drift/value.ts'
import type { AttributeValue, CatalogObject } from '../model/catalog.ts'
import type { Change } from './change.ts'

/** What changes in the client for one field, enum or key: what is said of it, and of several of which the same is. */
export interface Effect {
  readonly name: string
  readonly one: string
  readonly many: string
}

type Source = Drift['context']['source']

/** What changes in the client; nothing where no code can break. */
export function effectsOf({ difference, database }: Change, source: Source): readonly Effect[] {
  const { id, lines } = difference
  const said = lines.schema
  if (said === null) return database === null ? [] : ofNewField(database)
  const name = calledIn(said, source)
  if (database === null) return [{ name, one: 'is gone from the client.', many: 'are gone from the client.' }]
  if (id.kind === 'enum') return ofLabels(name, said, database)
  if (id.kind === 'column') return ofField(name, said, database)
  return isUnique(said) && database.id.kind !== 'primary-key' && !tellsRowsApart(database)
    ? [ofLostKey(listOf(canonicalOf(said, 'columns')).join(', '))]
    : []
}

const isUnique = (index: CatalogObject) => canonicalOf(index, 'unique') === true

/** Does the client find one row by it? */
function tellsRowsApart(index: CatalogObject): boolean {
  const isWhole = canonicalOf(index, 'predicate') === null
  const isPlain = listOf(canonicalOf(index, 'columns')).every((key) => !key.startsWith('('))
  return isUnique(index) && isWhole && isPlain
}

function ofLostKey(columns: string): Effect {
  const gone = 'no longer finds one row: `findUnique`, `upsert` and `connect` by it are gone from the client.'
  return { name: columns, one: gone, many: gone }
}

function ofNewField(added: CatalogObject): readonly Effect[] {
  if (added.id.kind !== 'column') return []
  const isFilled = ['default', 'identity', 'generated'].some((name) => canonicalOf(added, name) !== null)
  if (canonicalOf(added, 'nullable') !== false || isFilled) return []
  const rest = 'new and required: every `create` must give'
  return [{ name: added.id.name, one: `is ${rest} it.`, many: `are ${rest} them.` }]
}

function ofField(name: string, said: CatalogObject, wanted: CatalogObject): readonly Effect[] {
  const [was, is] = [said, wanted].map((column) => canonicalOf(column, 'nullable') !== false)
  const [from = '', to = ''] = [said, wanted].map((column) => typeInClient(canonicalOf(column, 'type')))
  const required = 'longer optional: every `create` must give'
  return [
    ...(was && !is
      ? [
          {
            name,
            one: `is no ${required} it, and null is refused.`,
            many: `are no ${required} them, and null is refused.`,
          },
        ]
      : []),
    ...(!was && is
      ? [
          {
            name,
            one: 'becomes optional: code that reads it meets null.',
            many: 'become optional: code that reads them meets null.',
          },
        ]
      : []),
    ...(from === to ? [] : [ofType(name, from, to)]),
  ]
}

function ofType(name: string, from: string, to: string): Effect {
  if (to.startsWith('String @db.Uuid')) {
    const rest =
      'only uuids: a value that is none (a cuid, an empty text) fails with P2023, or 22P02 of Postgres.'
    return { name, one: `takes ${rest}`, many: `take ${rest}` }
  }
  return {
    name,
    one: `is \`${to}\` in the client, and was \`${from}\`.`,
    many: `are \`${to}\` in the client, and were \`${from}\`.`,
  }
}

/** The type in the client; what it makes of a type of the database's own goes by that type's name. */
function typeInClient(type: AttributeValue): string {
  const parsed = columnType(type)
  const name = clientType(parsed) ?? enumId(parsed.base)?.name ?? parsed.base
  return `${name}${parsed.list ? '[]' : ''}`
}

function ofLabels(name: string, said: CatalogObject, wanted: CatalogObject): readonly Effect[] {
  const [own, all] = [said, wanted].map((object) => listOf(canonicalOf(object, 'labels')))
  const come = (all ?? []).filter((label) => !own?.includes(label)).map((label) => `\`${label}\``)
  const text = `also has ${come.join(', ')}: a \`switch\` over its members must know ${come.length === 1 ? 'it' : 'them'}.`
  return come.length === 0 ? [] : [{ name, one: text, many: text }]
}

/** What the client calls it: the field, else the object itself. */
function calledIn(object: CatalogObject, { models, enums }: Source): string {
  const { id } = object
  if (!('table' in id))
    return enums.get('schema' in id ? `${id.schema}.${id.name}` : id.name)?.name ?? ownName(object)
  const model = models.get(`${id.schema}.${id.table}`)
  return model?.fields.get(ownName(object))?.name ?? ownName(object)
}
