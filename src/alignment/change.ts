import type { Difference, Drift } from '../drift/difference.ts'
import { replacements } from '../drift/renames/place.ts'
import { canonicalOf, equalValues, listOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { objectKey } from '../model/object.ts'
import type { Counted } from './against.ts'
import type { Conventions } from './conventions.ts'
import type { Decision, Side } from './decide.ts'
import { membersOf, noMembers, type TableMembers } from './members.ts'
import { isView, repositoryOf, withLinks } from './repository.ts'
import { withAttributes } from './with-attributes.ts'

/** A finding with what is decided about it, and the verdicts that it speaks for. */
export interface Decided {
  readonly finding: Finding
  readonly decision: Decision
  readonly attributes: readonly string[]
  /** What the rows say to it; null where it does not depend on them. */
  readonly against: Counted | null
}

/** One object that becomes the same in all lines. */
export interface Change {
  readonly difference: Difference
  readonly decided: readonly Decided[]
  /** As it is to be in the database; null where it is to be gone. */
  readonly database: CatalogObject | null
  /** As it is to be in the history. */
  readonly history: CatalogObject | null
  /** Is its name to be the repository's, where the names differ? */
  readonly renamed: boolean
  /** Of an enum: what a label is called in the database, by what the history calls it. */
  readonly labels: ReadonlyMap<string, string>
  /** Of a table that one of the two is to get. */
  readonly members: TableMembers
}

/**
 * What the lines are to have of an object. Of what a person must decide each line keeps its own.
 * @returns null where nothing is settled
 */
export function changeOf(
  difference: Difference,
  decided: readonly Decided[],
  drift: Drift,
  conventions: Conventions,
): Change | null {
  const { verdicts, lines, database, id } = difference
  const sides = sidesOf(decided)
  const presence = verdicts.has('presence') ? sides.get('presence') : 'production'
  if (sides.size === 0 || presence === undefined) return null
  const repository = repositoryOf(lines, drift.context)
  const base = presence === 'production' ? database : repository
  const renamed = sides.get('name') === 'repository'
  const labels = renamedLabels(difference, sides, drift)
  const members =
    id.kind === 'table' || isView({ id }) ? membersOf(difference.key, drift, conventions) : noMembers
  const change = { difference, decided, renamed, labels, members }
  if (base === null) return { ...change, database: null, history: null }
  if (database === null) {
    const wanted = id.kind === 'column' ? conventions.conform(base) : base
    return { ...change, database: wanted, history: wanted }
  }
  const wanted = settled(base, difference, sides, repository, labels)
  const open = [...verdicts.keys()].filter((name) => !sides.has(name))
  return {
    ...change,
    database: withAttributes(wanted, database, open),
    history: lines.history ? withAttributes(wanted, withLinks(lines.history), open) : wanted,
  }
}

function sidesOf(decided: readonly Decided[]): ReadonlyMap<string, Side> {
  const sides = new Map<string, Side>()
  for (const { decision, attributes } of decided)
    if (decision.kind === 'settle') for (const name of attributes) sides.set(name, decision.side)
  return sides
}

/** Production's object, with the attributes in which the repository is right. */
function settled(
  base: CatalogObject,
  { lines, verdicts }: Difference,
  sides: ReadonlyMap<string, Side>,
  repository: CatalogObject | null,
  labels: ReadonlyMap<string, string>,
): CatalogObject {
  let wanted = base
  for (const [name, side] of sides) {
    if (name === 'labels') wanted = withLabels(wanted, lines, labels)
    else if (
      side === 'repository' &&
      repository &&
      verdicts.has(name) &&
      name !== 'presence' &&
      name !== 'name'
    ) {
      const votes = verdicts.get(name)?.votes
      const isSchemas =
        votes?.schema !== undefined && !equalValues(votes.schema, votes.database ?? null) && lines.schema
      wanted = withAttributes(wanted, isSchemas || !lines.history ? repository : withLinks(lines.history), [
        name,
      ])
    }
  }
  return wanted
}

/**
 * The labels that have another name in production. A label that production once had cannot be taken away, so where it
 * has another one in the place of it, that is its new name; and a value of schema.prisma stays the same one whatever
 * its `@map` leads to.
 */
function renamedLabels(
  { id, lines, verdicts, database }: Difference,
  sides: ReadonlyMap<string, Side>,
  { mappings, context: { source } }: Drift,
): ReadonlyMap<string, string> {
  if (id.kind !== 'enum' || !verdicts.has('labels') || !sides.has('labels')) return new Map()
  const labelsOf = (line: CatalogObject | null) => listOf((line && canonicalOf(line, 'labels')) ?? null)
  const [had, own, its] = [lines.applied, lines.history, database].map(labelsOf)
  const found = replacements(own ?? [], its ?? [])
  const renamed = new Map([...found].filter(([label]) => had?.includes(label) === true))
  const declared = source.enums.get(`${id.schema}.${mappings.get(objectKey(id)) ?? id.name}`)
  for (const [label, value] of declared?.values ?? []) {
    const [theirs, others] = its?.includes(label) ? [label, value] : [value, label]
    if (its?.includes(theirs) && !its.includes(others)) renamed.set(others, theirs)
  }
  return renamed
}

/**
 * All labels that production or the repository has, those of the repository each behind the one it follows there;
 * under the names that production has for them.
 */
function withLabels(
  base: CatalogObject,
  { history, schema }: Difference['lines'],
  renamed: ReadonlyMap<string, string>,
): CatalogObject {
  const labels = [...listOf(base.attributes.labels ?? null)]
  for (const line of [history, schema]) {
    const own = listOf(line?.attributes.labels ?? null).map((label) => renamed.get(label) ?? label)
    own.forEach((label, at) => {
      if (labels.includes(label)) return
      const before = own.slice(0, at).findLast((each) => labels.includes(each))
      labels.splice(before === undefined ? 0 : labels.indexOf(before) + 1, 0, label)
    })
  }
  return { ...base, attributes: { ...base.attributes, labels } }
}
