import { randomUUID } from 'node:crypto'
import { debug } from '@actions/core'
import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'

export type Client = ReturnType<typeof getOctokit>

export interface ClientOptions {
  readonly token: string
  readonly apiUrl: string
  /** What all requests of this client may take together, waiting and trying again included. */
  readonly budgetMs: number
}

const maxRetries = 3

/**
 * A client of GitHub's API that tries again after server errors and waits out rate limits, primary and
 * secondary, as long as the budget allows:
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function connect({ token, apiUrl, budgetMs }: ClientOptions): Client {
  const deadline = Date.now() + budgetMs
  const controller = new AbortController()
  setTimeout(() => controller.abort(), budgetMs).unref()
  const worthWaiting = (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
    retries < maxRetries && Date.now() + seconds * 1000 < deadline
  return getOctokit(
    token,
    {
      baseUrl: apiUrl,
      userAgent: 'prisma-schema-drift',
      request: { signal: controller.signal },
      log: { debug, info: debug, warn: debug, error: debug },
      retry: { retries: maxRetries },
      throttle: { id: randomUUID(), onRateLimit: worthWaiting, onSecondaryRateLimit: worthWaiting },
    },
    retry,
    throttling,
  )
}
