import type { CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import type { Difference, Drift, Voter } from './difference.ts'
import { renameFinding } from './rename.ts'
import type { Explanation, RuleContext } from './rule.ts'
import { canonicalOf, listOf, ownName, textOf } from './value.ts'

/**
 * Do key and index only bear the names of what they are on? Prisma names them after the table and its columns, so
 * that a rename, or a missing `@map`, brings other names with it.
 */
export function isNamedAfterParts(difference: Difference, { drift }: RuleContext): boolean {
  const { id } = difference
  return othersIn(difference).every(([voter, own]) => {
    const parts = renamedParts(difference, voter, drift)
    const told = parts.reduce((text, part) => text.replaceAll(ownName(part), part.id.name), own)
    return parts.length > 0 && told === id.name
  })
}

/** The finding that tells of another name of the table or of a column that an object is on; null where there is none. */
export function partFinding(difference: Difference, { drift, find }: RuleContext): Explanation | null {
  const parts = othersIn(difference).flatMap(([voter]) => renamedParts(difference, voter, drift))
  const found = parts.flatMap((part) => find(objectKey(part.id)) ?? [])
  return found.map(renameFinding).find((finding) => finding !== null) ?? null
}

/** Those who call it otherwise than the database, and how. */
function othersIn({ id, verdicts }: Difference): readonly (readonly [Voter, string])[] {
  const votes = verdicts.get('name')?.votes
  return (['history', 'schema'] as const).flatMap((voter) => {
    const own = textOf(votes?.[voter] ?? null)
    return own === null || own === id.name ? [] : [[voter, own] as const]
  })
}

/** The table and the columns that an object is on, as far as a voter calls them otherwise. */
function renamedParts(
  { id, lines, parent }: Difference,
  voter: Voter,
  drift: Drift,
): readonly CatalogObject[] {
  const line = voter === 'database' ? null : drift.catalogs[voter]
  const object = voter === 'database' ? null : lines[voter]
  if (!line || !object || !('table' in id)) return []
  const { schema, table } = id
  const columns = listOf(canonicalOf(object, 'columns')).map((name) =>
    objectKey({ kind: 'column', schema, table, name }),
  )
  const parts = [...(parent === null ? [] : [parent]), ...columns].flatMap(
    (key) => line.objects.get(key) ?? [],
  )
  return parts.filter((part) => ownName(part) !== part.id.name)
}
