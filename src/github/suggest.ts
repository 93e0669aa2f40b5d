import { info, warning } from '@actions/core'
import type { Delivery } from '../config/config.ts'
import type { Report } from '../model/report.ts'
import { commentLimit, sizeOf } from '../report/markdown/comment.ts'
import type { RenderOptions, Suggested } from '../report/options.ts'
import { isPlain } from '../report/plan/blocks.ts'
import { counting, plural } from '../report/summary.ts'
import { explainApiError } from './api-error.ts'
import { connect } from './client.ts'
import type { RunContext } from './event.ts'
import { suggestionBody } from './suggestions/body.ts'
import { standingNotes, syncNotes } from './suggestions/notes.ts'
import { reviewedFiles } from './suggestions/reviewed-files.ts'
import { suggestionsOf } from './suggestions/suggestions-of.ts'

/** All requests for suggestions, waiting included. */
const budgetMs = 90_000

/**
 * Suggests the plan's edits on the lines of the schema files that the pull request shows, and takes back what is not
 * suggested any more. Only an open pull request whose head is the commit that was checked is touched, and only by a
 * check with a verdict; a plan that failed its proof suggests nothing. What cannot be written is a warning: the
 * verdict stands without it.
 * @param workingDirectory absolute
 * @returns how many of the plan's changes are suggested now; null where nothing was looked at
 */
export async function suggestOnPullRequest(
  report: Report,
  { githubToken, suggestions, commentKey: key }: Pick<Delivery, 'githubToken' | 'suggestions' | 'commentKey'>,
  run: RunContext,
  options: RenderOptions,
  workingDirectory: string,
): Promise<Suggested | null> {
  const { owner, repo, sha, pullRequest: event } = run
  if (!suggestions || githubToken === null || event === null || report.status === 'failed') return null
  const board = { owner, repo, pullRequest: event.number, sha, key }
  const plan = report.plan?.proof.status === 'failed' ? null : report.plan
  const edited = plan?.steps.flatMap(({ edits }) => edits.map(({ file }) => file)) ?? []
  try {
    const client = connect({ token: githubToken, apiUrl: run.apiUrl, budgetMs })
    const standing = await standingNotes(client, board)
    if (edited.length === 0 && standing.length === 0) return null
    const { data: pull } = await client.rest.pulls.get({ owner, repo, pull_number: event.number })
    if (pull.state !== 'open' || pull.head.sha !== sha) {
      info(`No suggestions on #${event.number}: it is closed, or has moved on from ${sha}.`)
      return null
    }
    const files = await reviewedFiles(client, board, edited, {
      workingDirectory,
      directory: options.directory ?? '',
    })
    const counted = counting(report.findings, options.failOnIntroduced)
    const planned = plan === null ? { suggestions: [], changes: 0 } : suggestionsOf(plan, counted, files)
    const notes = planned.suggestions
      .map((suggestion) => ({
        ...suggestion,
        body: suggestionBody(suggestion, plan?.proof.status === 'proved', key, options),
      }))
      // Nobody commits what cannot be seen.
      .filter(({ rows, body }) => isPlain(rows.join('\n')) && sizeOf(body, 'characters') <= commentLimit.size)
    const refused = await syncNotes(client, board, standing, notes)
    if (refused.length > 0) warning(refusal(refused))
    const shown = notes
      .filter((note) => !refused.includes(note))
      .reduce((sum, { changes }) => sum + changes, 0)
    info(`Suggestions: ${plural(shown, 'change')} of ${planned.changes} on lines of #${event.number}.`)
    return { shown, all: planned.changes }
  } catch (error) {
    warning(explainApiError(error, run, event.number, 'suggestions'))
    return null
  }
}

function refusal(refused: readonly { readonly path: string; readonly last: number }[]): string {
  const places = refused.map(({ path, last }) => `${path}:${last}`).join(', ')
  return `GitHub refused ${plural(refused.length, 'suggestion')} (422): ${places}. The plan in the report has them.`
}
