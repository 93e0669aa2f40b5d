import { info, warning } from '@actions/core'
import type { Delivery } from '../config/config.ts'
import type { Report } from '../model/report.ts'
import { commentLimit, markerFor, previousFindings } from '../report/markdown/comment.ts'
import { markdown } from '../report/markdown.ts'
import type { RenderOptions } from '../report/options.ts'
import { explainApiError } from './api-error.ts'
import { type Client, connect } from './client.ts'
import { type SyncedComment, syncComment } from './comment.ts'
import type { RunContext } from './event.ts'
import { commentIntent } from './policy.ts'

/** All of the comment's requests, waiting included. */
const budgetMs = 90_000

/**
 * Brings the comment on the pull request up to date, as the policy has it. A comment that cannot be written is
 * a warning: the verdict stands without it.
 * @returns the comment that is there now; null when there is none
 */
export async function commentOnPullRequest(
  report: Report,
  delivery: Pick<Delivery, 'githubToken' | 'comment' | 'commentKey'>,
  run: RunContext,
  options: RenderOptions,
): Promise<SyncedComment | null> {
  const { githubToken, comment: policy, commentKey } = delivery
  const intent = commentIntent(policy, run.pullRequest !== null, report.status)
  if (intent === 'none') return null
  if (githubToken === null) {
    warning('No comment: `github-token` is empty. The whole report is in the job summary.')
    return null
  }
  let pullRequest = run.pullRequest?.number ?? null
  try {
    const client = connect({ token: githubToken, apiUrl: run.apiUrl, budgetMs })
    pullRequest ??= await pullRequestOf(client, run)
    if (pullRequest === null) {
      info(`No comment: commit ${run.sha} belongs to no pull request.`)
      return null
    }
    const thread = { owner: run.owner, repo: run.repo, pullRequest, marker: markerFor(commentKey) }
    const synced = await syncComment(client, thread, intent, (previous) =>
      markdown(report, {
        ...options,
        commentKey,
        limit: commentLimit,
        summaryUrl: run.runUrl,
        previous: previous === null ? null : previousFindings(previous),
      }),
    )
    if (synced === null) return null
    info(`Comment ${synced.outcome}: ${synced.url}`)
    return synced.outcome === 'removed' ? null : synced
  } catch (error) {
    warning(explainApiError(error, run, pullRequest))
    return null
  }
}

/** The commit's pull request, an open one before a closed one, the newest first. */
async function pullRequestOf(client: Client, { owner, repo, sha }: RunContext): Promise<number | null> {
  const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit({
    owner,
    repo,
    commit_sha: sha,
  })
  const ranked = data
    .map(({ number, state }) => ({ number, open: state === 'open' }))
    .sort((a, b) => Number(b.open) - Number(a.open) || b.number - a.number)
  return ranked[0]?.number ?? null
}
