import type pg from 'pg'
import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { compareText } from '../../model/object.ts'
import type { Connection } from '../server.ts'
import { elementType, isConstant } from './canonical/constants.ts'
import { attempt, readOnly } from './session.ts'

/** A constant default of a column, as some line has it. */
interface Constant {
  readonly text: string
  readonly type: string
  readonly canonical: string
}

interface Pair {
  readonly a: Constant
  readonly b: Constant
}

/** In milliseconds; comparing constants takes none, so whatever takes longer is not one. */
const timeout = 2_000
const batch = 100

/**
 * Gives one canonical text to constant defaults of a column that are one value written in several ways
 * (`'{}'::jsonb` and `'{ }'::jsonb`, `0` and `0.00`). The server decides, in a read-only transaction; only
 * constants are ever evaluated, and only as types of Postgres' own or enums. Where it cannot tell, the texts stay.
 * @param catalogs of databases on the same server; their order is kept
 * @param connection one of these databases
 * @throws an error of the network
 */
export async function equateConstants(
  catalogs: readonly Catalog[],
  connection: Connection,
): Promise<readonly Catalog[]> {
  const columns = differingConstants(catalogs)
  if (columns.size === 0) return catalogs
  const equal = await readOnly(connection, timeout, (client) =>
    equalPairs(client, [...columns.values()].flatMap(pairs)),
  )
  const renamed = new Map([...columns].map(([key, constants]) => [key, representatives(constants, equal)]))
  return catalogs.map((catalog) => ({ ...catalog, objects: withCanonical(catalog.objects, renamed) }))
}

/** By column: its constants, where there are several; sorted by canonical text, each type and text once. */
function differingConstants(catalogs: readonly Catalog[]): ReadonlyMap<string, readonly Constant[]> {
  const enums = new Set(catalogs.flatMap((catalog) => [...catalog.objects.values()].flatMap(enumType)))
  const plain = (type: string) => isPlain(type) || enums.has(type)
  const columns = new Map<string, Map<string, Constant>>()
  for (const key of differingColumns(catalogs)) {
    for (const catalog of catalogs) {
      const object = catalog.objects.get(key)
      const { type, default: text } = object?.attributes ?? {}
      const canonical = object?.canonical.default
      if (typeof type !== 'string' || typeof text !== 'string') continue
      if (typeof canonical !== 'string' || canonical === 'serial') continue
      const known = columns.get(key) ?? new Map<string, Constant>()
      columns.set(key, known.set(JSON.stringify([canonical, type]), { text, type, canonical }))
    }
  }
  const differing = [...columns].map(([key, all]): [string, readonly Constant[]] => {
    const constants = [...all.values()].filter(
      ({ text, type }) => plain(elementType(type)) && isConstant(text, plain),
    )
    return [key, constants.sort((a, b) => compareText(a.canonical, b.canonical))]
  })
  return new Map(differing.filter(([, all]) => new Set(all.map(({ canonical }) => canonical)).size > 1))
}

/** The columns of which two catalogs do not say the very same. */
function differingColumns(catalogs: readonly Catalog[]): ReadonlySet<string> {
  const known = new Map<string, CatalogObject>()
  const differing = new Set<string>()
  for (const { objects } of catalogs) {
    for (const [key, object] of objects) {
      if (object.id.kind !== 'column') continue
      const other = known.get(key)
      if (!other) known.set(key, object)
      else if (other.attributes !== object.attributes) differing.add(key)
    }
  }
  return differing
}

/** An enum's type as `format_type` prints it: quoted where it must be. */
function enumType({ id }: CatalogObject): readonly string[] {
  if (id.kind !== 'enum' || !('schema' in id)) return []
  const spellings = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? [name, `"${name}"`] : [quote(name)])
  return spellings(id.schema).flatMap((schema) => spellings(id.name).map((name) => `${schema}.${name}`))
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A type of Postgres' own: printed without a schema. Domains and types of extensions run code of their own. */
function isPlain(type: string): boolean {
  return !type.includes('.') && !type.includes('"')
}

function pairs(constants: readonly Constant[]): readonly Pair[] {
  return constants.flatMap((a, index) =>
    constants.slice(index + 1).flatMap((b) => (a.canonical === b.canonical ? [] : [{ a, b }])),
  )
}

/** Asks the server which pairs are equal, all at once; where one of them fails, the halves are asked alone. */
async function equalPairs(client: pg.Client, asked: readonly Pair[]): Promise<ReadonlySet<string>> {
  if (asked.length > batch) {
    const [first, rest] = [asked.slice(0, batch), asked.slice(batch)]
    return new Set([...(await equalPairs(client, first)), ...(await equalPairs(client, rest))])
  }
  const tests = asked.map(({ a, b }, index) => `SELECT ${index} AS index WHERE ${sameValue(a, b)}`)
  const rows = await attempt<{ index: number }>(client, tests.join(' UNION ALL '))
  if (rows !== null) {
    return new Set(rows.flatMap(({ index }) => asked[index] ?? []).map(({ a, b }) => pairKey(a, b)))
  }
  if (asked.length === 1) return new Set()
  const half = Math.ceil(asked.length / 2)
  const halves = [asked.slice(0, half), asked.slice(half)]
  return new Set([
    ...(await equalPairs(client, halves[0] ?? [])),
    ...(await equalPairs(client, halves[1] ?? [])),
  ])
}

/** Under either column's type: by the text of the values, which every type has, and for numbers by value. */
function sameValue(a: Constant, b: Constant): string {
  return [...new Set([a.type, b.type])]
    .map((type) => {
      const [x, y] = [`((${a.text})::${type})`, `((${b.text})::${type})`]
      if (/^numeric\b/.test(type)) return `${x} = ${y}`
      const through = elementType(type) === 'json' ? type.replace('json', 'jsonb') : type
      return `(${x}::${through})::text = (${y}::${through})::text`
    })
    .join(' AND ')
}

function pairKey(a: Constant, b: Constant): string {
  return JSON.stringify([a.text, a.type, b.text, b.type])
}

/** By canonical text: the first text that is the same value. */
function representatives(
  constants: readonly Constant[],
  equal: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>()
  for (const [index, constant] of constants.entries()) {
    const same = constants.slice(0, index).find((earlier) => equal.has(pairKey(earlier, constant)))
    const text = same ? (chosen.get(same.canonical) ?? same.canonical) : constant.canonical
    if (!chosen.has(constant.canonical)) chosen.set(constant.canonical, text)
  }
  return chosen
}

function withCanonical(
  objects: ReadonlyMap<string, CatalogObject>,
  columns: ReadonlyMap<string, ReadonlyMap<string, string>>,
): ReadonlyMap<string, CatalogObject> {
  const changed = new Map(objects)
  for (const [key, texts] of columns) {
    const object = objects.get(key)
    const text = object && typeof object.canonical.default === 'string' && texts.get(object.canonical.default)
    if (object && text) changed.set(key, { ...object, canonical: { ...object.canonical, default: text } })
  }
  return changed
}
