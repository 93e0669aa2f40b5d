import type { AttributeValue } from '../model/catalog.ts'
import { compareObjects, type ObjectKind } from '../model/object.ts'
import type { Difference, Voter } from './difference.ts'
import { type Leeway, meansTheSame } from './meaning.ts'
import { sideOf } from './presence.ts'
import { mentions, type Words, wordsFor, wordsOf } from './references.ts'
import { renamedLabels } from './renames/place.ts'
import type { Explanation } from './rule.ts'
import { canonicalOf, equalValues, listOf, ownName } from './value.ts'
import { isView } from './views.ts'

/** A difference, and the attributes of it that one finding speaks for. */
export interface Subject {
  readonly difference: Difference
  readonly explains: readonly string[]
}

/** A subject with its finding, which may explain others. */
export interface Change extends Subject {
  readonly finding: Explanation
}

/**
 * Finds what follows from another finding: a check, an index, a default, a view or a policy that is another only
 * because a column that it mentions has another type or name, or an enum other labels; what is missing or extra with
 * the table, column, type or function that it stands on. What would differ without that follows from nothing.
 * @param changes all that there are findings about
 */
export function cascades(changes: readonly Change[]): (subject: Subject) => Explanation | null {
  const speaksFor = (attributes: readonly string[], kinds: ReadonlySet<ObjectKind>) =>
    byWord(
      changes.filter(
        ({ difference: { id, verdicts }, explains }) =>
          kinds.has(id.kind) && attributes.some((name) => explains.includes(name) && verdicts.has(name)),
      ),
    )
  const presences = speaksFor(['presence'], grounds)
  const meanings = speaksFor(['type', 'name', 'labels'], changeable)
  const cache = new Map<Difference, Words>()
  const words = (difference: Difference) => {
    const known = cache.get(difference) ?? wordsOf(difference)
    cache.set(difference, known)
    return known
  }
  const mentionedBy = (difference: Difference, known: ReadonlyMap<string, readonly Change[]>) =>
    [...new Set([...words(difference).all].flatMap((word) => known.get(word) ?? []))]
      .filter((change) => change.difference !== difference)
      .filter((change) => mentions(words(difference), difference.parent, change.difference))
      .sort((a, b) => compareObjects(a.difference.id, b.difference.id))
  return ({ difference, explains }) => {
    const differing = explains.filter((name) => difference.verdicts.has(name))
    if (!differing.includes('presence'))
      return followed(difference, differing, mentionedBy(difference, meanings))
    const side = sideOf(difference)
    const ground = mentionedBy(difference, presences).find(
      (change) => sideOf(change.difference) === side && standsOn(difference, change.difference),
    )
    return ground?.finding ?? null
  }
}

function byWord(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const found = new Map<string, Change[]>()
  for (const change of changes)
    for (const word of wordsFor(change.difference)) found.set(word, [...(found.get(word) ?? []), change])
  return found
}

/** What is mentioned by a name, a type or a label that can become another one. */
const changeable: ReadonlySet<ObjectKind> = new Set(['table', 'column', 'enum'])

const types: ReadonlySet<ObjectKind> = new Set(['enum', 'domain', 'composite', 'range'])

/** What another object cannot be without. */
const grounds: ReadonlySet<ObjectKind> = new Set([
  ...types,
  'table',
  'column',
  'view',
  'materialized-view',
  'function',
  'collation',
])

/** Can the one, which mentions the other, not be without it? A table and a type can be without all but types. */
function standsOn({ id, parent }: Difference, other: Difference): boolean {
  return 'table' in id || isView(id) ? other.key !== parent : types.has(other.id.kind)
}

/** The change that alone, or with others, is all that sets the definitions apart. */
function followed(
  difference: Difference,
  differing: readonly string[],
  near: readonly Change[],
): Explanation | null {
  const [first] = near
  if (!first || differing.length === 0) return null
  const areEnough = (changes: readonly Change[]) =>
    differing.every((name) =>
      (['history', 'schema'] as const).every((voter) => meansTheSameBut(difference, name, voter, changes)),
    )
  const alone = near.find((change) => areEnough([change]))
  return (alone ?? (areEnough(near) ? first : undefined))?.finding ?? null
}

/** Do the database and another say the same of an attribute, but for these changes? */
function meansTheSameBut(
  { database, lines, verdicts }: Difference,
  name: string,
  voter: Exclude<Voter, 'database'>,
  changes: readonly Change[],
): boolean {
  if (verdicts.get(name)?.votes[voter] === undefined) return true
  const other = lines[voter]
  if (!database || !other) return false
  const [own, theirs] = [canonicalOf(other, name), canonicalOf(database, name)]
  if (equalValues(own, theirs)) return true
  const leeway = leewayOf(changes, voter)
  if (leeway.retyped && ofType.has(name)) return true
  // The columns of a view are of the types of those it reads.
  const isOutput = name === 'columns' && isView(database.id) && leeway.retyped
  const [mine, its] = [textsOf(own, isOutput), textsOf(theirs, isOutput)]
  return (
    mine.length > 0 &&
    mine.length === its.length &&
    mine.every((text, at) => meansTheSame(text, its[at] ?? '', leeway))
  )
}

/** What an index takes from the types of its columns. */
const ofType: ReadonlySet<string> = new Set(['operatorClasses', 'collations'])

function leewayOf(changes: readonly Change[], voter: Exclude<Voter, 'database'>): Leeway {
  const names = new Map<string, string>()
  const labels = new Map<string, string>()
  let retyped = false
  for (const { difference, explains } of changes) {
    const { id, database, lines, verdicts } = difference
    const own = lines[voter]
    if (own && ownName(own) !== id.name) names.set(ownName(own), id.name)
    if (explains.includes('type') && verdicts.get('type')?.votes[voter] !== undefined) retyped = true
    if (!own || !database || !verdicts.has('labels')) continue
    const [mine, its, theirs] = [own, database, lines.history ?? own].map((type) =>
      listOf(canonicalOf(type, 'labels')),
    )
    for (const [label, other] of renamedLabels(mine ?? [], its ?? [], theirs ?? [])) labels.set(label, other)
  }
  return { names, labels, retyped }
}

/** @param isOutput of each `name type` the name alone */
function textsOf(value: AttributeValue, isOutput: boolean): readonly string[] {
  if (typeof value === 'boolean' || typeof value === 'number') return []
  return listOf(value).map((text) => (isOutput ? (/^(?:"(?:[^"]|"")*"|\S+)/.exec(text)?.[0] ?? text) : text))
}
