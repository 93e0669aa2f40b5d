import type { Drift } from '../drift/difference.ts'
import { engineNames } from '../drift/witness.ts'
import type { Finding } from '../model/finding.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import { type NameChange, type Promised, promises, type SchemaChange } from '../model/plan.ts'
import type { Draft } from './draft.ts'

/** A promise that did not hold, with what shows where. */
export interface Miss {
  readonly promise: Promised
  /** Objects that are not as promised. */
  readonly objects: readonly ObjectId[]
  /** What Prisma's engine calls the tables and enums that it still sees differ: `name` or `schema.name`. */
  readonly names: readonly string[]
  /** What asked for lines that Prisma refuses. */
  readonly reasons: readonly (SchemaChange | NameChange)[]
}

/**
 * The findings that a draft was to settle and does not, as its proof shows: without them the rest may hold.
 * @returns why a person must decide, by fingerprint; empty where no finding is known to be the reason
 */
export function unsettled(draft: Draft, drift: Drift, misses: readonly Miss[]): ReadonlyMap<string, string> {
  const claimed = draft.decided.flatMap(({ decision, finding }) =>
    decision.kind === 'settle' ? [finding] : [],
  )
  const found = new Map<string, string>()
  for (const { promise, objects, names, reasons } of misses) {
    const why = `Tried on clones, this does not hold with it: ${promises[promise]} Settle it by hand, or accept it in the baseline.`
    const behind = [
      ...objects.flatMap((id) => nearest(id, claimed)),
      ...claimed.filter(({ object }) => engineNames(object, drift).some((name) => names.includes(name))),
      ...[...draft.schema, ...draft.names].flatMap(({ edit, change }) =>
        reasons.includes(edit) ? change.decided.map(({ finding }) => finding) : [],
      ),
    ]
    for (const { fingerprint } of behind) if (!found.has(fingerprint)) found.set(fingerprint, why)
  }
  return found
}

/** The findings about the object; where there is none, those about its table and all that is on it. */
function nearest(id: ObjectId, findings: readonly Finding[]): readonly Finding[] {
  const own = findings.filter(({ object }) => objectKey(object) === objectKey(id))
  return own.length > 0 ? own : findings.filter(({ object }) => homeOf(object) === homeOf(id))
}

/** The table that an object is or is on; else the object itself. */
function homeOf(id: ObjectId): string {
  return 'table' in id ? objectKey({ kind: 'table', schema: id.schema, name: id.table }) : objectKey(id)
}
