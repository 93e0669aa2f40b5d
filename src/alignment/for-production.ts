import type { Drift } from '../drift/difference.ts'
import { textOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { type ObjectKind, objectKey } from '../model/object.ts'
import { alteration, type Planned, settledNames, sorted } from './alterations.ts'
import type { Change } from './change.ts'
import { createObject, dropObject, renameObject } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { departures } from './departures.ts'
import { noMembers } from './members.ts'
import { aroundRetyping, isInTheWay } from './retype.ts'
import { newScript, type Script } from './script.ts'

/**
 * What a migration must do so that production has what it lacks. It is run on databases made by the migrations too,
 * which may have it already.
 * @returns with the changes that no statement makes
 */
export function forProduction(
  changes: readonly Change[],
  { catalogs }: Drift,
  schema: string,
): { readonly script: Script; readonly stuck: readonly Change[] } {
  const { script, add } = newScript()
  const stuck: Change[] = []
  const catalog = catalogs.deployed ?? catalogs.production
  if (catalog === null) return { script, stuck }
  const situation = (change: Change | null): Situation => ({
    schema,
    mayExist: catalogs.history !== null && (change === null || change.difference.lines.history !== null),
    live: true,
    catalog,
  })
  const planned = changes.flatMap((change): readonly Planned[] => {
    const { database: from, id } = change.difference
    return from && change.database ? [{ change, id, from, to: change.database }] : []
  })
  const wanted = new Map(changes.map((change) => [change.difference.key, change.database]))
  const around = aroundRetyping(
    planned,
    catalog,
    (key) => wanted.get(key),
    { ...situation(null), mayExist: false },
    changes.flatMap(inHistoryAlone),
  )
  const isHeld = ({ difference: { key } }: Change) => around.held.has(key)
  const retyping = planned.filter((each) => isInTheWay(each, situation(null))).map(({ change }) => change)
  add([...retyping, ...changes.filter((change) => isHeld(change) && change.database === null)], around.before)
  // Where they point to may come later.
  const keys: [Change, readonly Statement[]][] = []
  for (const change of sorted(changes, ({ database }) => database)) {
    const { difference, database: object, members } = change
    const own = situation(change)
    if (difference.database === null && object !== null && !isHeld(change)) {
      add([change], createObject(object, difference.id, own, members))
      const fresh = { ...own, live: false, fresh: true }
      for (const member of members.others) {
        const statements = createObject(member, member.id, fresh, noMembers)
        if (member.id.kind === 'foreign-key') keys.push([change, statements])
        else add([change], statements)
      }
    }
    const each = planned.find((one) => one.change === change)
    if (!each || around.held.has(objectKey(each.id))) continue
    const statements = alteration(each, settledNames(change), own)
    if (statements === null) stuck.push(change)
    else add([change], statements)
  }
  for (const [change, statements] of keys) add([change], statements)
  add(
    [...retyping, ...changes.filter((change) => isHeld(change) && change.difference.database === null)],
    around.after,
  )
  const { untied, inOrder } = departures(changes, (change) =>
    change.database === null && !isHeld(change) ? change.difference.database : null,
  )
  for (const { change, key } of untied) add([change], dropObject(key, key.id, situation(change)))
  for (const { change, object, others } of inOrder)
    add(
      [change],
      dropObject(
        object,
        change.difference.id,
        { ...situation(change), mayExist: true },
        change.members,
        others,
      ),
    )
  for (const change of changes) add([change], renamed(change, situation(change)))
  return { script, stuck }
}

/** What production is to gain of which a column may be read where the migrations make it already. */
function inHistoryAlone({ difference: { database, lines }, database: wanted }: Change): CatalogObject[] {
  const { history } = lines
  const isReader = history !== null && readers.has(history.id.kind)
  return isReader && database === null && wanted !== null ? [history] : []
}

const readers: ReadonlySet<ObjectKind> = new Set(['view', 'materialized-view', 'trigger', 'policy'])

/** Where the repository's name is to stay. */
function renamed({ difference, renamed: isRepositorys }: Change, situation: Situation): readonly Statement[] {
  const { id, lines, database } = difference
  const other = lines.schema ?? lines.history
  const name = other && (textOf(other.canonical.name ?? null) ?? other.id.name)
  if (!isRepositorys || database === null || name === null || name === id.name) return []
  return renameObject(database, id, name, situation)
}
