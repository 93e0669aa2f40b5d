import { ruleUrl } from '../../report/links.ts'
import { markerFor } from '../../report/markdown/comment.ts'
import { code, link, list, paragraph, prose, render, small, words } from '../../report/markdown/nodes.ts'
import type { RenderOptions } from '../../report/options.ts'
import { plural } from '../../report/summary.ts'
import type { Suggestion } from './suggestions-of.ts'

/** A suggestion whose conversation goes on after it has gone. */
export function settledBody(key: string): string {
  return `${markerFor(key, 'settled')}\nThe check does not suggest anything here any more.`
}

/** How the body of a suggestion begins, of whatever findings. */
export function suggestionOpening(key: string): string {
  return markerFor(key, 'suggestion').replace(/-->$/, '')
}

/** What is said with a suggestion at most; the rest is in the report. */
const mostFindings = 10

/**
 * A suggestion as the body of a review comment: its marker, what drifted, the new text, and why.
 * @param isProved whether the plan that it is from is
 */
export function suggestionBody(
  { findings, rows, why, more }: Suggestion,
  isProved: boolean,
  key: string,
  options: RenderOptions,
): string {
  const told = findings
    .slice(0, mostFindings)
    .map(({ message, rule }) => [
      ...prose(message),
      words(' ('),
      ...link(ruleUrl(rule, options), code(rule)),
      words(')'),
    ])
  const untold = findings.length - told.length
  const rest = untold > 0 ? [[words(`And ${plural(untold, 'more finding')}.`)]] : []
  const [only] = told
  const fingerprints = findings.map(({ fingerprint }) => fingerprint).join(',')
  return [
    markerFor(key, `suggestion ${fingerprints}`),
    render([
      only && told.length === 1
        ? paragraph(...only)
        : list([...told, ...rest].map((item) => [paragraph(...item)])),
      { type: 'html', value: suggestionBlock(rows) },
      paragraph(...small(...prose(`${why}${togetherWith(more)} ${isProved ? proved : notProved}`))),
    ]),
  ].join('\n')
}

/**
 * Lines as a block that GitHub offers to commit in the place of the commented ones; none: these go.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/commenting-on-a-pull-request
 */
export function suggestionBlock(rows: readonly string[]): string {
  const runs = rows.flatMap((row) => row.match(/`+/g) ?? []).map((run) => run.length + 1)
  const fence = '`'.repeat(Math.max(3, ...runs))
  return [`${fence}suggestion`, ...rows, fence].join('\n')
}

const proved = 'Proved on a clone of production, as a part of the whole plan.'
const notProved = 'Not proved: the check ran without a proof.'

function togetherWith({ near, far }: Suggestion['more']): string {
  if (near + far === 0) return ''
  const where =
    far === 0 ? 'suggested here' : near === 0 ? 'in the plan' : `${near} suggested here, ${far} in the plan`
  return ` Belongs together with ${plural(near + far, 'more change')}: ${where}.`
}
