import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** The pull request an event is about. */
interface PullRequest {
  readonly number: number
  /** Why its runs get a read-only token, where they do. */
  readonly readOnly: 'fork' | 'dependabot' | null
}

/** What is known of the run: https://docs.github.com/actions/reference/workflows-and-actions/variables */
export interface RunContext {
  readonly event: string
  readonly owner: string
  readonly repo: string
  /** The commit that is checked: of a pull request its head, not the merge that was checked out. */
  readonly sha: string
  /** The commit that actions/checkout checks out unless told: of a pull request a merge that GitHub makes. */
  readonly checkedOut: string
  /** What is proposed to go into what: a pull request, or what a merge queue holds; null for other events. */
  readonly proposal: { readonly base: string; readonly head: string } | null
  /** Null where the event is not about one: push, schedule, workflow_dispatch, merge_group, workflow_run… */
  readonly pullRequest: PullRequest | null
  readonly serverUrl: string
  readonly apiUrl: string
  /** The page of this run, where its summary is. */
  readonly runUrl: string
}

const repository = z.object({ full_name: z.string() })
const payload = z.object({
  pull_request: z
    .object({
      number: z.number(),
      head: z.object({ sha: z.string(), repo: repository.nullable() }),
      base: z.object({ sha: z.string(), repo: repository }),
    })
    .optional(),
  merge_group: z.object({ base_sha: z.string(), head_sha: z.string() }).optional(),
  workflow_run: z.object({ head_sha: z.string() }).optional(),
})
type Payload = z.output<typeof payload>

/**
 * Reads what the runner says of the event.
 * @throws Error when this is no runner's environment: the repository's name is not set
 */
export function readRunContext(env: NodeJS.ProcessEnv): RunContext {
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/')
  if (owner === undefined || repo === undefined)
    throw new Error(
      'GITHUB_REPOSITORY is not set: this program runs as a GitHub action; use the command line elsewhere',
    )
  const event = env.GITHUB_EVENT_NAME ?? ''
  const { pull_request: pull, merge_group: group, workflow_run: run } = readPayload(env.GITHUB_EVENT_PATH)
  const serverUrl = env.GITHUB_SERVER_URL ?? 'https://github.com'
  return {
    event,
    owner,
    repo,
    sha: pull?.head.sha ?? run?.head_sha ?? env.GITHUB_SHA ?? '',
    checkedOut: env.GITHUB_SHA ?? '',
    proposal: pull
      ? { base: pull.base.sha, head: pull.head.sha }
      : group
        ? { base: group.base_sha, head: group.head_sha }
        : null,
    pullRequest:
      pull === undefined ? null : { number: pull.number, readOnly: readOnly(event, pull, env.GITHUB_ACTOR) },
    serverUrl,
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${env.GITHUB_RUN_ID ?? ''}`,
  }
}

function readPayload(path: string | undefined): Payload {
  return path === undefined || path === '' ? {} : payload.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** `pull_request_target` runs with the base repository's token, forks and all. */
function readOnly(
  event: string,
  { head, base }: NonNullable<Payload['pull_request']>,
  actor: string | undefined,
): PullRequest['readOnly'] {
  if (event === 'pull_request_target') return null
  if (head.repo?.full_name !== base.repo.full_name) return 'fork'
  return actor === 'dependabot[bot]' ? 'dependabot' : null
}
