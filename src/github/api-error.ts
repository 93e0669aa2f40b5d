import type { RunContext } from './event.ts'

/** The HTTP status of an error of the client; null when there was no answer. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null
}

/**
 * Why something could not be written on a pull request and what to do, as a warning for the log; the report is in
 * the job's summary all the same.
 */
export function explainApiError(
  error: unknown,
  context: RunContext,
  pullRequest: number | null,
  what: 'comment' | 'suggestions' = 'comment',
): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(
    / - https:\/\/docs\.github\.com\S*$/,
    '',
  )
  const place = pullRequest === null ? `the pull request of ${context.sha}` : `#${pullRequest}`
  return `No ${what} on ${place}: ${reason(statusOf(error), message, context)} The whole report is in the job summary.`
}

function reason(status: number | null, message: string, context: RunContext): string {
  if (/\blocked\b/i.test(message)) return 'its conversation is locked.'
  if (/rate limit/i.test(message) || status === 429)
    return `GitHub's rate limit for this token is used up (${status}); run the job again later.`
  switch (status) {
    case null:
      return `GitHub could not be reached (${message}).`
    case 401:
      return 'GitHub does not accept the token (401). Renew the one in `github-token`.'
    case 403:
      return `the token may not write there (403). ${permission(context)}`
    case 404:
      return 'GitHub does not show it to the token (404). The token of `github-token` needs access to this repository and `pull-requests: write`.'
    case 410:
      return 'its conversation is gone (410).'
    case 422:
      return `GitHub refused it (422: ${message}).`
    default:
      return status >= 500
        ? `GitHub did not answer as it should (${status}), also when asked again; run the job again later.`
        : `GitHub answered ${status} (${message}).`
  }
}

function permission({ pullRequest }: RunContext): string {
  switch (pullRequest?.readOnly) {
    case 'fork':
      return 'The job needs `pull-requests: write`, and a pull request from a fork gets a read-only token whatever the workflow says.'
    case 'dependabot':
      return 'The job needs `pull-requests: write`, and what Dependabot starts gets a read-only token unless the workflow gives that permission.'
    default:
      return 'Give the job the permission `pull-requests: write`.'
  }
}
