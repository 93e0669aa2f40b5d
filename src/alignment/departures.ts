import { textOf } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { objectKey } from '../model/object.ts'
import { sorted } from './alterations.ts'
import type { Change } from './change.ts'

/** An object that is to be gone from a database. */
interface Departure {
  readonly change: Change
  readonly object: CatalogObject
  /** What goes with it, in an order in which it can be made again. */
  readonly others: readonly CatalogObject[]
}

/** What a database is to lose. */
interface Departures {
  /** Foreign keys of tables that tie each other in a circle: those that go before any of the tables. */
  readonly untied: readonly { readonly change: Change; readonly key: CatalogObject }[]
  /** Each before what it needs. */
  readonly inOrder: readonly Departure[]
}

/**
 * Orders what a database is to lose: what refers to a table, or reads it, goes before it.
 * @param leaving what the database has of a change that is to be gone; null where it has nothing, or keeps it
 */
export function departures(
  changes: readonly Change[],
  leaving: (change: Change) => CatalogObject | null,
): Departures {
  const all = sorted(changes, leaving).toReversed()
  const byKey = new Map(all.map((change) => [change.difference.key, change]))
  const referring = new Map<Change, Change[]>()
  for (const change of all)
    for (const key of change.members.others) {
      const target = byKey.get(targetKey(key) ?? '')
      if (target) referring.set(target, [...(referring.get(target) ?? []), change])
    }
  const seen = new Set<Change>()
  const going: Change[] = []
  const visit = (change: Change) => {
    if (seen.has(change)) return
    seen.add(change)
    for (const other of referring.get(change) ?? []) visit(other)
    going.push(change)
  }
  for (const change of all) visit(change)
  const place = new Map(going.map((change, at) => [change.difference.key, at]))
  const isTied = (key: CatalogObject, at: number) => (place.get(targetKey(key) ?? '') ?? at) < at
  return {
    untied: going.flatMap((change, at) =>
      change.members.others.filter((key) => isTied(key, at)).map((key) => ({ change, key })),
    ),
    inOrder: going.flatMap((change, at) => {
      const object = leaving(change)
      const others = change.members.others.filter((key) => !isTied(key, at))
      return object ? [{ change, object, others }] : []
    }),
  }
}

/** The key of the table that a foreign key points to; null for anything else. */
function targetKey({ id, attributes }: CatalogObject): string | null {
  const [schema, name] = [attributes.targetSchema, attributes.targetTable].map((each) => textOf(each ?? null))
  return id.kind === 'foreign-key' && schema && name ? objectKey({ kind: 'table', schema, name }) : null
}
