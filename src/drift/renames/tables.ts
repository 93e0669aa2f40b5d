import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { objectKey } from '../../model/object.ts'
import { canonicalOf, equalValues, listOf, textOf } from '../value.ts'
import { groupBy, membersOf, missingIn, oneToOne, type Pair, pairAlike, pairByText } from './pairs.ts'
import { isPartOfName, spelling } from './spelling.ts'

/** Tables whose names are one but for their spelling, and that share half of their columns. */
export function spelledTables(line: Catalog, database: Catalog): readonly Pair[] {
  const pairs = pairByText(
    missingIn(database, line, 'table'),
    missingIn(line, database, 'table'),
    spelledName,
  )
  if (pairs.length === 0) return []
  const [own, other] = [membersOf(line), membersOf(database)]
  return pairs.filter(([ourTable, theirTable]) => {
    const columns = columnsOf(own(objectKey(ourTable.id))).map(spelledName)
    const shared = common(columns, columnsOf(other(objectKey(theirTable.id))).map(spelledName))
    return shared.length > 0 && shared.length * 2 >= columns.length
  })
}

/**
 * Tables that are one under another name: of the same primary key and nearly the same columns, and alike in
 * something that strangers seldom share.
 */
export function renamedTables(line: Catalog, database: Catalog): readonly Pair[] {
  const [ours, theirs] = [missingIn(database, line, 'table'), missingIn(line, database, 'table')]
  if (ours.length === 0 || theirs.length === 0) return []
  const [shape, theirShape] = [shapesIn(line), shapesIn(database)]
  const alike = pairAlike(ours, theirs, (own, other) => {
    const [a, b] = [shape(own), theirShape(other)]
    const shared = common(a.columns, b.columns)
    const isNearlyAll = shared.length * 4 >= Math.max(a.columns.length, b.columns.length) * 3
    if (homeOf(own) !== homeOf(other) || !isNearlyAll || !equalValues(a.key, b.key)) return false
    return (
      shared.length - a.key.length >= distinctive ||
      common(a.keyNames, b.keyNames).length > 0 ||
      common(a.referrers, b.referrers).length > 0 ||
      isPartOfName(own.id.name, other.id.name)
    )
  })
  return oneToOne(alike)
}

/** So many columns beside the primary key are no coincidence. */
const distinctive = 3

/** A table without its name. */
interface Shape {
  /** Name and type. */
  readonly columns: readonly string[]
  /** The columns of the primary key. */
  readonly key: readonly string[]
  /** Of keys and indexes: they stay as they were when a table is renamed. */
  readonly keyNames: readonly string[]
  /** The columns elsewhere that refer to it. */
  readonly referrers: readonly string[]
}

function shapesIn(catalog: Catalog): (table: CatalogObject) => Shape {
  const members = membersOf(catalog)
  const keys = [...catalog.objects.values()].filter(({ id }) => id.kind === 'foreign-key')
  const referrers = groupBy(keys, (key) =>
    objectKey({
      kind: 'table',
      schema: textOf(canonicalOf(key, 'targetSchema')) ?? '',
      name: textOf(canonicalOf(key, 'targetTable')) ?? '',
    }),
  )
  return ({ id }) => {
    const own = members(objectKey(id))
    const key = own.find((member) => member.id.kind === 'primary-key')
    return {
      columns: columnsOf(own).map((column) => JSON.stringify([column.id.name, canonicalOf(column, 'type')])),
      key: key ? listOf(canonicalOf(key, 'columns')) : [],
      keyNames: own.filter(hasColumns).map((member) => member.id.name),
      referrers: (referrers.get(objectKey(id)) ?? []).map((each) =>
        JSON.stringify([each.parent, canonicalOf(each, 'columns')]),
      ),
    }
  }
}

function columnsOf(members: readonly CatalogObject[]): readonly CatalogObject[] {
  return members.filter(({ id }) => id.kind === 'column')
}

/** Is it a key or an index? */
function hasColumns(object: CatalogObject): boolean {
  return canonicalOf(object, 'columns') !== null
}

function spelledName({ id }: CatalogObject): string {
  return JSON.stringify(['table' in id ? '' : homeOf({ id }), spelling(id.kind, id.name)])
}

function homeOf({ id }: Pick<CatalogObject, 'id'>): string {
  return 'schema' in id ? id.schema : ''
}

function common(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  return ours.filter((text) => theirs.includes(text))
}
