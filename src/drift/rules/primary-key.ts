import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { builtOn, whereItIs } from '../presence.ts'
import { objectRule } from '../rule.ts'
import { listOf } from '../value.ts'
import { code, contrastWhole, name, viewOf } from '../wording.ts'

const attributes = ['columns', 'include', 'deferrable', 'initiallyDeferred', 'withoutOverlaps', 'options']

export const primaryKey = objectRule({
  id: 'primary-key',
  kinds: ['primary-key'],
  explains: ['presence', ...attributes],
  match: ({ verdicts }) =>
    ['presence', ...attributes].some((attribute) => verdicts.has(attribute)) ? 'default' : null,
  message: (difference) =>
    difference.verdicts.has('presence')
      ? whereItIs(`The primary key ${name(difference.id)}`, difference)
      : contrastWhole(
          difference,
          attributes,
          (voter) => describe(viewOf(difference, voter)),
          `The primary key ${name(difference.id)}`,
        ),
  consequence: (difference) => {
    const attribute = difference.verdicts.has('presence') ? 'presence' : 'columns'
    if (isOnlyHistory(difference, attribute)) return onlyNewDatabases('has another primary key')
    return 'Rows that the client holds for one can be several: `findUnique` and `update` by the id then hit any or all of them, and foreign keys cannot refer to it.'
  },
  partOf: builtOn,
})

function describe(view: ReturnType<typeof viewOf>): string {
  const parts = [`(${listOf(view.columns ?? null).join(', ')})`]
  const include = listOf(view.include ?? null)
  if (include.length > 0) parts.push(`INCLUDE (${include.join(', ')})`)
  const options = listOf(view.options ?? null)
  if (options.length > 0) parts.push(`WITH (${options.join(', ')})`)
  if (view.withoutOverlaps === true) parts.push('WITHOUT OVERLAPS')
  if (view.deferrable === true)
    parts.push(view.initiallyDeferred === true ? 'INITIALLY DEFERRED' : 'DEFERRABLE')
  return code(parts.join(' '))
}
