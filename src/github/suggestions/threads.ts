import { info } from '@actions/core'
import { statusOf } from '../api-error.ts'
import type { Client } from '../client.ts'
import type { PullRequestId } from './reviewed-files.ts'

interface Threads {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly {
    readonly id: string
    readonly isResolved: boolean
    readonly comments: { readonly nodes: readonly { readonly id: string }[] }
  }[]
}

interface ThreadsAnswer {
  readonly repository: { readonly pullRequest: { readonly reviewThreads: Threads } | null } | null
}

const noThreads: Threads = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }

const threadsQuery = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved comments(first: 1) { nodes { id } } }
      }
    }
  }
}`

const resolution = `mutation ($thread: ID!) {
  resolveReviewThread(input: { threadId: $thread }) { thread { isResolved } }
}`

/**
 * Resolves the threads that comments begin. GitHub lets a job's token do so only with the permission to write
 * contents, which nobody should give for it; without it they stay open:
 * https://github.com/orgs/community/discussions/44650
 * @param comments by their node ids
 * @throws the client's other errors
 */
export async function resolveThreads(
  client: Client,
  pull: PullRequestId,
  comments: readonly string[],
): Promise<void> {
  for (const thread of await openThreads(client, pull, comments)) {
    try {
      await client.graphql(resolution, { thread })
    } catch (error) {
      if (!isForbidden(error)) throw error
      info('The conversations about suggestions that are gone stay open: the token may not resolve them.')
      return
    }
  }
}

async function openThreads(
  client: Client,
  pull: PullRequestId,
  comments: readonly string[],
  after: string | null = null,
): Promise<readonly string[]> {
  const { owner, repo, pullRequest: number } = pull
  const { repository } = await client.graphql<ThreadsAnswer>(threadsQuery, { owner, repo, number, after })
  const { nodes, pageInfo } = repository?.pullRequest?.reviewThreads ?? noThreads
  const open = nodes
    .filter((thread) => !thread.isResolved && thread.comments.nodes.some(({ id }) => comments.includes(id)))
    .map(({ id }) => id)
  if (!pageInfo.hasNextPage) return open
  return [...open, ...(await openThreads(client, pull, comments, pageInfo.endCursor))]
}

/** GraphQL says so with status 200, in a list of errors. */
function isForbidden(error: unknown): boolean {
  if (statusOf(error) === 403) return true
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return false
  return error.errors.some((each: { readonly type?: unknown }) => each.type === 'FORBIDDEN')
}
