import type { Drift } from '../drift/difference.ts'
import { canonicalOf, equalValues, textOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { ObjectId } from '../model/object.ts'
import type { Change } from './change.ts'
import { alterObject, createObject, dropObject, renameObject } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { noMembers } from './members.ts'
import { inOrder } from './order.ts'
import { aroundRetyping } from './retype.ts'

/** Statements in the order in which they are run. */
export interface Script {
  readonly all: readonly Statement[]
  /** Those that a finding is the reason for, by its fingerprint. */
  readonly byFinding: ReadonlyMap<string, readonly Statement[]>
}

/** The statements that bring two lines to what the plan wants. */
export interface Statements {
  /** For the history: what production has already. */
  readonly adopt: Script
  /** For production, and for a database that the migrations make. */
  readonly align: Script
}

/** A script that is being written. */
interface Draft {
  readonly all: Statement[]
  readonly byFinding: Map<string, readonly Statement[]>
}

/** Writes the statements of a plan in an order in which they can be run. */
export function writeStatements(changes: readonly Change[], drift: Drift, schema: string): Statements {
  const adopt: Draft = { all: [], byFinding: new Map() }
  const align: Draft = { all: [], byFinding: new Map() }
  const { history } = drift.catalogs
  const add = ({ all, byFinding }: Draft, change: Change, statements: readonly Statement[]) => {
    all.push(...statements)
    for (const { finding, decision } of change.decided) {
      if (decision.kind !== 'settle') continue
      byFinding.set(finding.fingerprint, [...(byFinding.get(finding.fingerprint) ?? []), ...statements])
    }
  }
  const plain: Situation = { schema, mayExist: false, live: false }
  for (const change of changes) add(adopt, change, renamed(change, plain))
  const around = history ? aroundRetyping(changes, history, plain) : { before: [], after: [] }
  adopt.all.push(...around.before)
  for (const { change, object } of sorted(changes)) {
    const { difference } = change
    const { id, database, lines } = difference
    const wanted = change.database
    if (wanted === null) continue
    const live: Situation = { schema, mayExist: lines.history !== null, live: true }
    const { members } = change
    if (database === null) {
      add(align, change, createObject(object, id, live, members))
      for (const member of members.others)
        add(align, change, createObject(member, member.id, { ...live, live: false }, noMembers))
    } else {
      add(align, change, alterObject(database, wanted, id, live) ?? [])
      if (!history) continue
      if (lines.history === null) {
        if (!reaches(change, drift)) continue
        add(adopt, change, createObject(database, id, plain, members))
        for (const member of members.others)
          add(adopt, change, createObject(member, member.id, plain, noMembers))
      } else if (change.history) {
        const known = agreed(lines.history, change.history, database)
        add(adopt, change, alterObject(lines.history, known, id, plain) ?? [])
      }
    }
  }
  adopt.all.push(...around.after)
  for (const change of changes.toReversed()) {
    const { id, database, lines } = change.difference
    if (change.database !== null) continue
    const gone = database ?? lines.history
    if (gone) add(align, change, dropObject(gone, id, { schema, mayExist: true, live: true }))
  }
  return { adopt, align }
}

function sorted(changes: readonly Change[]): readonly { change: Change; object: CatalogObject }[] {
  const byObject = new Map(
    changes.flatMap((change) => (change.database ? [[change.database, change] as const] : [])),
  )
  return inOrder([...byObject.keys()]).flatMap((object) => {
    const change = byObject.get(object)
    return change ? [{ change, object }] : []
  })
}

/** Has the history the table that this is on? Else it comes with the table. */
function reaches({ difference: { parent } }: Change, { catalogs: { history } }: Drift): boolean {
  return parent === null || history === null || history.objects.has(parent) || !parent.includes('"table"')
}

/** What the history is to have of what production has already; the rest comes with what production gains. */
function agreed(history: CatalogObject, wanted: CatalogObject, database: CatalogObject): CatalogObject {
  const attributes = { ...history.attributes }
  const canonical = { ...history.canonical }
  for (const name of Object.keys(wanted.attributes)) {
    if (!equalValues(canonicalOf(wanted, name), canonicalOf(database, name))) continue
    if (equalValues(canonicalOf(wanted, name), canonicalOf(history, name))) continue
    attributes[name] = wanted.attributes[name] ?? null
    delete canonical[name]
    const text = wanted.canonical[name]
    if (text !== undefined) canonical[name] = text
  }
  return { ...history, attributes, canonical }
}

/** In the history an object goes by its own name; production's is the one that stays. */
function renamed(
  { difference: { id, lines, verdicts, database } }: Change,
  situation: Situation,
): readonly Statement[] {
  const own = lines.history && textOf(lines.history.canonical.name ?? lines.history.id.name)
  if (!verdicts.has('name') || own === null || database === null || own === id.name) return []
  return renameObject(lines.history ?? database, { ...id, name: own } as ObjectId, id.name, situation)
}
