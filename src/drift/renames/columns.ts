import type { Catalog, CatalogObject } from '../../model/catalog.ts'
import { objectKey } from '../../model/object.ts'
import { canonicalOf, equalValues, listOf } from '../value.ts'
import { groupBy, membersOf, missingIn, type Pair, pairAlike, pairByText } from './pairs.ts'
import { placeIn } from './place.ts'
import { type Respelling, respell } from './respell.ts'
import { isPartOfName, spelling } from './spelling.ts'

/** Columns of one table whose names are one but for their spelling. */
export function spelledColumns(line: Catalog, database: Catalog): readonly Pair[] {
  const [ours, theirs] = strangers(line, database)
  return pairByText(ours, theirs, ({ id, parent }) => JSON.stringify([parent, spelling(id.kind, id.name)]))
}

/**
 * Columns of one table and one type that are alike in two more things: their place among the columns, their name
 * in part, the keys and indexes they are in, their comment, or whether they are required and what they default to.
 * One column may be like several.
 * @param spelling the database's names for the types of the line
 */
export function likelyColumns(line: Catalog, database: Catalog, spelling: Respelling): readonly Pair[] {
  const [ours, theirs] = strangers(line, database)
  if (ours.length === 0 || theirs.length === 0) return []
  const signs = signsIn(line, database, spelling)
  const candidates = groupBy(theirs, ({ parent }) => parent ?? '')
  return [...groupBy(ours, ({ parent }) => parent ?? '')].flatMap(([table, columns]) =>
    pairAlike(columns, candidates.get(table) ?? [], (own, other) => signs(own, other) >= enough),
  )
}

const enough = 2

/** The columns that the one side lacks and those that the other lacks, of tables that both have. */
function strangers(line: Catalog, database: Catalog) {
  const ours = missingIn(database, line, 'column')
  const theirs = missingIn(line, database, 'column')
  return [
    ours.filter(({ parent }) => parent !== null && database.objects.has(parent)),
    theirs.filter(({ parent }) => parent !== null && line.objects.has(parent)),
  ] as const
}

/** Counts the signs that two columns are one; none where they are of different types. */
function signsIn(line: Catalog, database: Catalog, spelling: Respelling) {
  const [own, other] = [membersOf(line), membersOf(database)]
  const same = (a: CatalogObject, b: CatalogObject, attribute: string) => {
    const [value, theirs] = [canonicalOf(a, attribute), canonicalOf(b, attribute)]
    return equalValues(value, theirs) || respell(value, theirs, spelling)
  }
  return (a: CatalogObject, b: CatalogObject): number => {
    if (!['type', 'generated'].every((attribute) => same(a, b, attribute))) return 0
    const [members, theirs] = [own(a.parent ?? ''), other(b.parent ?? '')]
    const comment = canonicalOf(a, 'comment')
    const uses = usesOf(a, members)
    const place = placeOf(a, members, database)
    return [
      place !== null && place === placeOf(b, theirs, line),
      isPartOfName(a.id.name, b.id.name),
      uses.length > 0 && equalValues(uses, usesOf(b, theirs)),
      comment !== null && comment === canonicalOf(b, 'comment'),
      ['nullable', 'default', 'identity'].every((attribute) => same(a, b, attribute)),
    ].filter(Boolean).length
  }
}

/** The keys and indexes a column is in, without their names and its own. */
function usesOf({ id }: CatalogObject, members: readonly CatalogObject[]): readonly string[] {
  return members
    .filter((member) => listOf(canonicalOf(member, 'columns')).includes(id.name))
    .map((member) => {
      const columns = listOf(canonicalOf(member, 'columns')).map((name) => (name === id.name ? null : name))
      const target = [canonicalOf(member, 'targetTable'), canonicalOf(member, 'targetColumns')]
      return JSON.stringify([member.id.kind, columns, target])
    })
    .sort()
}

/** Its place among the columns that both sides have; null where the order is not known. */
function placeOf(column: CatalogObject, members: readonly CatalogObject[], other: Catalog): string | null {
  const position = (object: CatalogObject) => object.hints?.position ?? null
  if (position(column) === null) return null
  const keys = members
    .filter(({ id }) => id.kind === 'column')
    .sort((a, b) => (position(a) ?? 0) - (position(b) ?? 0))
    .map(({ id }) => objectKey(id))
  return placeIn(keys, keys.indexOf(objectKey(column.id)), (key) => other.objects.has(key))
}
