import type { ObjectId } from '../model/object.ts'
import { mentions } from './cascade.ts'
import type { Difference } from './difference.ts'
import { sideOf } from './presence.ts'
import type { Explanation, RuleContext } from './rule.ts'
import type { RuleId } from './severity.ts'
import { canonicalOf, textOf } from './value.ts'

/** What a view can read, and the rule that tells of one that is missing or extra; what explains most comes first. */
const sources: readonly (readonly [
  kind: ObjectId['kind'],
  rule: 'table' | 'column' | 'view' | 'function',
])[] = [
  ['table', 'table'],
  ['column', 'column'],
  ['view', 'view'],
  ['materialized-view', 'view'],
  ['function', 'function'],
]

/** The finding about something that a view reads, which explains why the view is missing or extra as well. */
export function readsAbsent(view: Difference, { drift }: RuleContext): Explanation | null {
  const side = sideOf(view)
  if (side === null) return null
  const read = readBy(view, drift.differences).filter((other) => sideOf(other) === side)
  for (const [kind, rule] of sources) {
    const found = read.find(({ id }) => id.kind === kind)
    if (found) return { rule: `${rule}-${side}` satisfies RuleId, object: found.id }
  }
  return null
}

/**
 * The finding about a column or an enum that explains why a view has columns of other types, or another text: both
 * follow what the view reads.
 */
export function readsOther(view: Difference, { drift, ids }: RuleContext): Explanation | null {
  for (const { id, key, verdicts } of readBy(view, drift.differences)) {
    if (id.kind === 'column' && verdicts.has('type') && view.verdicts.has('columns'))
      return { rule: ids.has(key) ? 'id-strategy' : 'column-type', object: id }
    if (id.kind === 'enum' && verdicts.has('labels') && view.verdicts.has('definition'))
      return { rule: 'enum-values', object: id }
  }
  return null
}

/** The differences about what the text of a view mentions. */
function readBy(
  { key, database, lines: { history } }: Difference,
  differences: readonly Difference[],
): readonly Difference[] {
  const text = [database, history]
    .flatMap((view) => view && textOf(canonicalOf(view, 'definition')))
    .join(' ')
  return differences.filter(
    ({ id, key: own }) =>
      own !== key && mentions(text, calledName(id)) && (!('table' in id) || mentions(text, id.table)),
  )
}

/** The name without a function's argument types. */
function calledName({ kind, name }: ObjectId): string {
  return kind === 'function' ? name.slice(0, name.lastIndexOf('(')) : name
}
