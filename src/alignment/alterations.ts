import { canonicalOf, equalValues } from '../drift/value.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Change } from './change.ts'
import { alterObject } from './ddl/index.ts'
import type { Situation, Statement } from './ddl/statement.ts'
import { inOrder } from './order.ts'
import type { Alteration } from './retype.ts'

/** An alteration, and the change that it is part of. */
export interface Planned extends Alteration {
  readonly change: Change
}

/** The attributes that a change settles. */
export function settledNames({ decided, difference: { verdicts } }: Change): ReadonlySet<string> {
  const names = decided.flatMap(({ decision, attributes }) => (decision.kind === 'settle' ? attributes : []))
  return new Set(names.filter((name) => verdicts.has(name) && name !== 'name' && name !== 'presence'))
}

/**
 * The statements of an alteration.
 * @param names what is to be settled by it
 * @returns null where no statement can
 */
export function alteration(
  { id, from, to }: Alteration,
  names: ReadonlySet<string>,
  situation: Situation,
): readonly Statement[] | null {
  const statements = alterObject(from, to, id, situation)
  const isOpen = [...names].some((name) => !equalValues(canonicalOf(from, name), canonicalOf(to, name)))
  return statements?.length === 0 && isOpen ? null : statements
}

/** Orders changes as their objects can be made. */
export function sorted(
  changes: readonly Change[],
  objectOf: (change: Change) => CatalogObject | null,
): readonly Change[] {
  const byObject = new Map(
    changes.flatMap((change) => {
      const object = objectOf(change)
      return object ? [[object, change] as const] : []
    }),
  )
  return inOrder([...byObject.keys()]).flatMap((object) => byObject.get(object) ?? [])
}
