import type { BlockContent } from 'mdast'
import { objectName } from '../../model/object.ts'
import type { Plan } from '../../model/plan.ts'
import type { RenderOptions } from '../options.ts'
import { promiseRows } from '../plan/outline.ts'
import { plural } from '../summary.ts'
import { code, details, list, paragraph, prose, small, table, words } from './nodes.ts'

/** The proof behind a click; nothing where it was left out. */
export function proofDetails(plan: Plan, options: RenderOptions): BlockContent[] {
  const { checks } = plan.proof
  if (checks.length === 0) return []
  return details(`The proof: ${plural(checks.length, 'promise')}`, ...proofTable(plan, options))
}

/** Each promise with whether it held, and what would remain. A comment bears no times. */
export function proofTable(plan: Plan, { commentKey }: RenderOptions): BlockContent[] {
  const isTimed = commentKey === undefined
  const rows = promiseRows(plan).map(({ promise, held, detail, took }) => [
    [words(held ? '✅' : '❌')],
    [...prose(promise), ...(detail === '' ? [] : [words(' '), ...small(...prose(detail, 500))])],
    ...(isTimed ? [[words(took)]] : []),
  ])
  const head = [[], [words('Promise')], ...(isTimed ? [[words('Took')]] : [])]
  const { remaining } = plan.proof
  return [
    table(['center', null, ...(isTimed ? ['right' as const] : [])], [head, ...rows]),
    ...(remaining.length === 0
      ? []
      : [
          paragraph(words(`What would remain: ${plural(remaining.length, 'finding')}.`)),
          list(
            remaining
              .slice(0, mostRemaining)
              .map(({ object, rule, message }) => [
                paragraph(
                  code(objectName(object)),
                  words(' ('),
                  ...prose(rule),
                  words('): '),
                  ...prose(message, 300),
                ),
              ]),
          ),
          ...(remaining.length > mostRemaining
            ? [paragraph(words(`And ${remaining.length - mostRemaining} more, in the JSON report.`))]
            : []),
        ]),
  ]
}

const mostRemaining = 20
