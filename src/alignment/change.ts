import type { Difference, Drift } from '../drift/difference.ts'
import { equalValues, listOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import type { Conventions } from './conventions.ts'
import type { Decision, Side } from './decide.ts'
import { childrenOf, membersOf, noMembers, type TableMembers } from './members.ts'
import { withAttributes } from './with-attributes.ts'

/** A finding with what is decided about it, and the verdicts that it speaks for. */
export interface Decided {
  readonly finding: Finding
  readonly decision: Decision
  readonly attributes: readonly string[]
}

/** One object that becomes the same in all lines. */
export interface Change {
  readonly difference: Difference
  readonly decided: readonly Decided[]
  /** As it is to be in the database; null where it is to be gone. */
  readonly database: CatalogObject | null
  /** As it is to be in the history. */
  readonly history: CatalogObject | null
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
  const { verdicts, lines } = difference
  const database = difference.database
  const sides = sidesOf(decided)
  if (sides.size === 0) return null
  const presence = verdicts.has('presence') ? sides.get('presence') : 'production'
  if (presence === undefined) return null
  const repository = lines.schema ?? lines.history
  const base = presence === 'production' ? database : repository
  const members = difference.id.kind === 'table' ? membersOf(difference.key, drift, conventions) : noMembers
  if (base === null) return { difference, decided, database: null, history: null, members }
  if (database === null) {
    const wanted =
      difference.id.kind === 'column' ? conventions.conform(base, keysBeside(difference, drift)) : base
    return { difference, decided, database: wanted, history: wanted, members }
  }
  const wanted = settled(base, difference, sides)
  const open = [...verdicts.keys()].filter((name) => !sides.has(name))
  return {
    difference,
    decided,
    database: withAttributes(wanted, database, open),
    history: lines.history ? withAttributes(wanted, lines.history, open) : wanted,
    members,
  }
}

/** The keys of a column's table as the repository has them. */
function keysBeside(
  { parent }: Difference,
  { catalogs: { schema, history } }: Drift,
): readonly CatalogObject[] {
  return parent === null ? [] : [...childrenOf(schema, parent), ...childrenOf(history, parent)]
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
): CatalogObject {
  let wanted = base
  for (const [name, side] of sides) {
    if (name === 'labels') wanted = withLabels(wanted, lines)
    else if (side === 'repository' && name !== 'presence' && name !== 'name') {
      const votes = verdicts.get(name)?.votes
      const voter =
        votes?.schema !== undefined && !equalValues(votes.schema, votes.database ?? null)
          ? lines.schema
          : lines.history
      if (voter) wanted = withAttributes(wanted, voter, [name])
    }
  }
  return wanted
}

/** All labels that production or the repository has, those of the repository each behind the one it follows there. */
function withLabels(base: CatalogObject, { history, schema }: Difference['lines']): CatalogObject {
  const labels = [...listOf(base.attributes.labels ?? null)]
  for (const line of [history, schema]) {
    const own = listOf(line?.attributes.labels ?? null)
    own.forEach((label, at) => {
      if (labels.includes(label)) return
      const before = own.slice(0, at).findLast((each) => labels.includes(each))
      labels.splice(before === undefined ? 0 : labels.indexOf(before) + 1, 0, label)
    })
  }
  return { ...base, attributes: { ...base.attributes, labels } }
}
