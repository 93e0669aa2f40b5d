import type { Drift } from '../drift/difference.ts'
import { renamedId, retell } from '../drift/renames/retell.ts'
import { ownName } from '../drift/value.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { type ObjectId, objectKey, type SchemaMemberId, type TableMemberId } from '../model/object.ts'
import type { NameChange } from '../model/plan.ts'
import type { Decided } from './change.ts'
import { childrenOf } from './children.ts'
import { tableOf } from './ddl/names.ts'
import { type NameStyle, nameStyle } from './name-style.ts'
import { keyNames } from './new-key-names.ts'

/** What is decided, with what production is to gain told in the names that it gets there. */
export interface NamedAnew {
  readonly drift: Drift
  readonly decided: readonly Decided[]
  /** The `@map` and `@@map` that these names need, by the key of the difference that they go with. */
  readonly names: ReadonlyMap<string, readonly NameChange[]>
}

type NewId = (SchemaMemberId & { readonly kind: 'table' }) | (TableMemberId & { readonly kind: 'column' })

/**
 * Names what only schema.prisma has as its neighbours in production are named, where these are of one mind: a field
 * without `@map` in a table of snake case gets a column of snake case. What a migration makes is called as that
 * calls it. Keys and indexes follow, as Prisma makes their names of those of the table and the columns.
 */
export function namedAnew(drift: Drift, decided: readonly Decided[]): NamedAnew {
  const { schema } = drift.catalogs
  const found = schema ? newNames(drift, decided, schema) : new Map<string, Map<NewId, string>>()
  if (schema === null || found.size === 0) return { drift, decided, names: new Map() }
  const given = new Map(
    [...found.values()].flatMap((own) => [...own].map(([id, name]) => [objectKey(id), name])),
  )
  const names = new Map([...given, ...keyNames(schema, given)])
  const catalog = retell(schema, names)
  const keyOf = new Map(
    drift.differences.map(({ key, id }) => [key, objectKey(renamedId(id, names))] as const),
  )
  const mappings = [...found.values()].flatMap((own) =>
    [...own.keys()].map((id) => [objectKey(renamedId(id, names)), id.name] as const),
  )
  return {
    drift: {
      ...drift,
      catalogs: { ...drift.catalogs, schema: catalog },
      mappings: new Map([...drift.mappings, ...mappings]),
      differences: drift.differences.map((each) => {
        const { lines, key, parent } = each
        const said = lines.schema && catalog.objects.get(objectKey(renamedId(lines.schema.id, names)))
        return {
          ...each,
          id: renamedId(each.id, names),
          key: keyOf.get(key) ?? key,
          parent: parent === null ? null : (keyOf.get(parent) ?? parent),
          lines: { ...lines, schema: said ?? null },
        }
      }),
    },
    decided: decided.map((each) => {
      const { finding, decision } = each
      const own = found.get(objectKey(finding.object))
      const why = own ? `${decision.why} ${sentence(own, finding.object)}` : decision.why
      return {
        ...each,
        finding: { ...finding, object: renamedId(finding.object, names) },
        decision: { ...decision, why },
      }
    }),
    names: new Map(
      [...found].map(([key, own]) => [
        keyOf.get(key) ?? key,
        [...own].map(([object, name]) => ({ object, name })),
      ]),
    ),
  }
}

/** The new names, by the key of the difference that they go with. */
function newNames(drift: Drift, decided: readonly Decided[], schema: Catalog) {
  const { catalogs, context, differences } = drift
  const style = nameStyle(drift)
  const lines = Object.values(catalogs).filter((line) => line !== null)
  const gained = new Set(
    decided.flatMap(({ finding, decision, attributes }) =>
      decision.kind === 'settle' && decision.side === 'repository' && attributes.includes('presence')
        ? [objectKey(finding.object)]
        : [],
    ),
  )
  const found = new Map<string, Map<NewId, string>>()
  const taken = new Set(lines.flatMap((line) => [...line.objects.values()].flatMap(placesOf)))
  const give = (key: string, object: CatalogObject, name: string | null) => {
    const { id } = object
    if (name === null || !isNewId(id) || name === id.name) return
    const places = placesOf({ ...object, id: { ...id, name } })
    if (places.some((place) => taken.has(place))) return
    for (const place of places) taken.add(place)
    found.set(key, (found.get(key) ?? new Map<NewId, string>()).set(id, name))
  }
  for (const { key, id, lines: at } of differences) {
    const isOnlySaid = Object.entries(at).every(([line, object]) => (line === 'schema') === (object !== null))
    const table = id.kind === 'column' ? schema.objects.get(objectKey(tableOf(id))) : at.schema
    const model = table && context.source.models.get(modelKeyOf(table))
    if (!gained.has(key) || !isOnlySaid || at.schema === null || !table || model?.kind !== 'model') continue
    if (id.kind === 'table' && !model.mapped) give(key, at.schema, style.table(model.name))
    const columns = id.kind === 'table' ? childrenOf(schema, key) : [at.schema]
    for (const column of columns)
      if (column.id.kind === 'column' && model.fields.get(ownName(column))?.mapped === false)
        give(key, column, styled(style, column))
  }
  return found
}

function styled(style: NameStyle, { id, parent }: CatalogObject): string | null {
  return parent === null ? null : style.column(parent, id.name)
}

function isNewId(id: CatalogObject['id']): id is NewId {
  return id.kind === 'table' || id.kind === 'column'
}

/** What no two objects may share: a column's name in its table, any other one in its schema. */
function placesOf({ id, parent }: CatalogObject): readonly string[] {
  if (id.kind === 'column') return [JSON.stringify([parent, id.name])]
  return 'schema' in id && id.kind !== 'function' ? [JSON.stringify([id.schema, id.name])] : []
}

/** As in `SourceMap.models`, which goes by the schema's own names. */
function modelKeyOf(table: CatalogObject): string {
  return `${'schema' in table.id ? table.id.schema : ''}.${ownName(table)}`
}

/** Says what of a table or column is named so. */
function sentence(own: ReadonlyMap<NewId, string>, { kind }: ObjectId): string {
  const [itself, columns] = [true, false].map((isItself) =>
    [...own].flatMap(([id, name]) => ((id.kind === kind) === isItself ? [`\`${name}\``] : [])),
  )
  return [
    ...(itself ?? []).map((name) => `It is named ${name} as its neighbours are.`),
    ...(columns?.length ? [`Columns are named as their neighbours are: ${columns.join(', ')}.`] : []),
  ].join(' ')
}
