import type { Drift } from '../drift/difference.ts'
import { canonicalOf, equalValues, listOf, textOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import { alteration, type Planned, settledNames, sorted } from './alterations.ts'
import type { Change } from './change.ts'
import { attributeNames } from './ddl/attributes.ts'
import { createObject, dropObject, renameLabel, renameObject } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { departures } from './departures.ts'
import { noMembers } from './members.ts'
import { isView, withLinks } from './repository.ts'
import { aroundRetyping, isInTheWay } from './retype.ts'
import { newScript, type Script } from './script.ts'
import { withAttributes } from './with-attributes.ts'

/**
 * What a migration must do so that a database made by the migrations has what production has already. In production
 * it is only recorded.
 * @returns with the changes that no statement makes
 */
export function forHistory(
  changes: readonly Change[],
  { catalogs }: Drift,
  schema: string,
): { readonly script: Script; readonly stuck: readonly Change[] } {
  const { history } = catalogs
  const { script, add } = newScript()
  const stuck: Change[] = []
  if (history === null) return { script, stuck }
  const kept = catalogs.deployed ?? catalogs.production
  const situation: Situation = { schema, mayExist: false, live: false, catalog: history, kept }
  const isTable = ({ difference: { id } }: Change) => id.kind === 'table'
  const leaving = ({ history: wanted, difference: { database, lines } }: Change) =>
    wanted === null && database === null ? lines.history : null
  // What is on a table is named together with the table's new name.
  for (const change of changes.filter(isTable)) add([change], renamed(change, situation))
  const freed = new Set(changes.filter((change) => givesNameUp(change, leaving(change), changes)))
  for (const change of freed) {
    const object = leaving(change)
    if (object) add([change], dropObject(object, change.difference.id, situation))
  }
  for (const change of changes) if (!isTable(change)) add([change], renamed(change, situation))
  const planned = changes.flatMap((change): readonly Planned[] => alterations(change))
  const wanted = new Map(changes.map((change) => [change.difference.key, change.history]))
  const around = aroundRetyping(planned, history, (key) => wanted.get(key), situation)
  const retyping = planned.filter((each) => isInTheWay(each, situation)).map(({ change }) => change)
  const isHeld = ({ difference: { key } }: Change) => around.held.has(key)
  add([...retyping, ...changes.filter((change) => isHeld(change) && change.history === null)], around.before)
  const { untied, inOrder } = departures(changes, (change) =>
    isHeld(change) || freed.has(change) ? null : leaving(change),
  )
  for (const { change, key } of untied) add([change], dropObject(key, key.id, situation))
  for (const { change, object } of inOrder) add([change], dropObject(object, change.difference.id, situation))
  for (const change of changes)
    for (const object of change.members.surplus.toReversed())
      if (isTable(change) && change.history !== null && change.difference.lines.history)
        add([change], dropObject(object, object.id, situation))
  for (const change of changes) add([change], renamedLabels(change, situation))
  // Where they point to may come later.
  const keys: [Change, readonly Statement[]][] = []
  for (const change of sorted(changes, ({ history: object }) => object)) {
    const { difference, members } = change
    const { id, database, lines } = difference
    if (database !== null && lines.history === null && change.history !== null) {
      if (!reaches(change, history.objects) || isHeld(change)) continue
      // A sequence may be there as part of the column that draws from it.
      add([change], createObject(database, id, { ...situation, mayExist: id.kind === 'sequence' }, members))
      const fresh = { ...situation, fresh: true }
      for (const member of members.others) {
        const statements = createObject(member, member.id, fresh, noMembers)
        if (member.id.kind === 'foreign-key') keys.push([change, statements])
        else add([change], statements)
      }
    }
    for (const each of planned.filter((own) => own.change === change)) {
      if (around.held.has(objectKey(each.id))) continue
      const statements = alteration(each, settledNames(change), situation)
      if (statements === null) stuck.push(change)
      else add([change], statements)
    }
  }
  for (const [change, statements] of keys) add([change], statements)
  add(retyping, around.after)
  return { script, stuck }
}

/** Is it a key or index whose name another one is to have? */
function givesNameUp(
  { difference: { id } }: Change,
  leaving: CatalogObject | null,
  changes: readonly Change[],
): boolean {
  const isKey = id.kind === 'index' || id.kind === 'unique'
  return (
    isKey &&
    leaving !== null &&
    changes.some(
      ({ difference: other }) =>
        other.database !== null &&
        other.lines.history !== null &&
        other.id.kind !== 'column' &&
        'table' in other.id &&
        other.id.schema === id.schema &&
        other.id.name === id.name,
    )
  )
}

/** Has the history the table that this is on? Else it comes with the table. */
function reaches(
  { difference: { id, parent } }: Change,
  objects: ReadonlyMap<string, CatalogObject>,
): boolean {
  return parent === null || !('table' in id) || objects.has(parent)
}

/** What of it the history has, and has otherwise than production or than production will. */
function alterations(change: Change): readonly Planned[] {
  const { difference, history: wanted, members, labels } = change
  const { id, database, lines } = difference
  if (wanted === null || lines.history === null) return []
  const from = withRenamed(withLinks(lines.history), labels)
  if (database !== null) return [{ change, id, from, to: agreed(from, wanted, database) }]
  return [
    { change, id, from, to: wanted },
    ...members.columns.flatMap((column) => {
      const made = members.made.get(objectKey(column.id))
      return made ? [{ change, id: column.id, from: made, to: column }] : []
    }),
  ]
}

/** What the history is to have of what production has already; the rest comes with what production gains. */
function agreed(history: CatalogObject, wanted: CatalogObject, database: CatalogObject): CatalogObject {
  const known = attributeNames(wanted).filter(
    (name) =>
      equalValues(canonicalOf(wanted, name), canonicalOf(database, name)) &&
      !equalValues(canonicalOf(wanted, name), canonicalOf(history, name)),
  )
  if (wanted.id.kind === 'enum') {
    const had = [history, database].flatMap(({ attributes }) => listOf(attributes.labels ?? null))
    const labels = listOf(wanted.attributes.labels ?? null).filter((label) => had.includes(label))
    return withAttributes(history, { ...wanted, attributes: { ...wanted.attributes, labels } }, [
      ...known,
      'labels',
    ])
  }
  // The columns of a view are those of its query, whatever version printed their types.
  const isOtherQuery = isView(wanted) && known.includes('definition')
  return withAttributes(history, wanted, isOtherQuery ? [...known, 'columns'] : known)
}

/** In the history an object goes by its own name; production's is the one that stays. */
function renamed(
  { difference: { id, lines, verdicts, database }, renamed: isRepositorys, decided }: Change,
  situation: Situation,
): readonly Statement[] {
  const own = lines.history && textOf(lines.history.canonical.name ?? lines.history.id.name)
  if (isRepositorys || !verdicts.has('name') || own === null || database === null || own === id.name)
    return []
  const isSettled = decided.some(
    ({ decision, attributes }) => decision.kind === 'settle' && attributes.includes('name'),
  )
  if (!isSettled) return []
  return renameObject(lines.history ?? database, { ...id, name: own } as ObjectId, id.name, situation)
}

function renamedLabels(
  { difference: { id, lines }, labels }: Change,
  situation: Situation,
): readonly Statement[] {
  if (id.kind !== 'enum') return []
  const known = listOf(lines.history?.attributes.labels ?? null)
  return [...labels].flatMap(([own, name]) =>
    known.includes(own) && !known.includes(name) ? renameLabel(id, own, name, situation) : [],
  )
}

function withRenamed(object: CatalogObject, labels: ReadonlyMap<string, string>): CatalogObject {
  if (labels.size === 0) return object
  const own = listOf(object.attributes.labels ?? null).map((label) => labels.get(label) ?? label)
  return { ...object, attributes: { ...object.attributes, labels: own } }
}
