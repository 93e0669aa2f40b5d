import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test as plainTest, vi } from 'vitest'
import { explainApiError } from '../../src/github/api-error.ts'
import { type Client, connect } from '../../src/github/client.ts'
import { type SyncedComment, syncComment } from '../../src/github/comment.ts'
import type { RunContext } from '../../src/github/event.ts'
import type { CommentIntent } from '../../src/github/policy.ts'
import {
  type GithubApi,
  type GithubApiOptions,
  githubToken,
  pullRequest,
  startGithubApi,
} from '../support/github-api.ts'

const marker = '<!-- prisma-schema-drift:default -->'
const thread = { owner: 'acme', repo: 'tutoring', pullRequest, marker }

interface Scene {
  readonly api: GithubApi
  client(budgetMs?: number, token?: string): Client
  sync(text: string, intent?: Exclude<CommentIntent, 'none'>): Promise<SyncedComment | null>
  bodies(): (string | undefined)[]
  /** All requests that change something. */
  writes(): string[]
}

const test = plainTest.extend<{ given: (options?: GithubApiOptions) => Promise<Scene> }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that one needs from the pattern
  given: async ({}, use) => {
    const opened: GithubApi[] = []
    await use(async (options) => {
      const api = await startGithubApi(options)
      opened.push(api)
      const client = (budgetMs = 20_000, token = githubToken) => connect({ token, apiUrl: api.url, budgetMs })
      return {
        api,
        client,
        sync: (text, intent = 'write') => syncComment(client(), thread, intent, () => `${marker}\n${text}`),
        bodies: () => api.comments.map(({ body }) => body),
        writes: () =>
          api.requests.filter((request) => !request.startsWith('GET') && request !== 'POST /graphql'),
      }
    })
    for (const api of opened) await api.close()
  },
})

describe.concurrent('one comment', () => {
  test('is created, edited in place, and left alone when nothing changed', async ({ given }) => {
    const { sync, bodies, writes } = await given()
    const created = await sync('3 findings')
    expect(created).toMatchObject({ outcome: 'created', id: 1000 })
    expect(created?.url).toMatch(/#issuecomment-1000$/)
    expect(await sync('2 findings')).toMatchObject({ outcome: 'edited', id: 1000 })
    expect(bodies()).toEqual([`${marker}\n2 findings`])
    const before = writes().length
    expect(await sync('2 findings')).toMatchObject({ outcome: 'unchanged', id: 1000 })
    expect(writes()).toHaveLength(before)
  })

  test('the link to the run alone is no change', async ({ given }) => {
    const { sync } = await given()
    await sync('see https://github.com/acme/tutoring/actions/runs/1')
    expect(await sync('see https://github.com/acme/tutoring/actions/runs/2/attempts/3')).toMatchObject({
      outcome: 'unchanged',
    })
  })

  test('is told the body it replaces', async ({ given }) => {
    const { client, sync } = await given()
    await sync('old')
    const seen: (string | null)[] = []
    await syncComment(client(), thread, 'write', (previous) => {
      seen.push(previous)
      return `${marker}\nnew`
    })
    expect(seen).toEqual([`${marker}\nold`])
  })

  test('is found on a later page', async ({ given }) => {
    const { api, sync } = await given()
    for (let index = 0; index < 130; index += 1) api.seed('someone', `comment ${index}`)
    api.seed('github-actions[bot]', `${marker}\nold`)
    for (let index = 0; index < 90; index += 1) api.seed('someone', `comment ${index}`)
    expect(await sync('new')).toMatchObject({ outcome: 'edited', id: 1130 })
    expect(api.comments).toHaveLength(221)
  })

  test('is never one by another author, of another key, or that quotes the marker', async ({ given }) => {
    const { api, sync, bodies } = await given()
    api.seed('mallory', `${marker}\nmine`)
    api.seed('github-actions[bot]', '<!-- prisma-schema-drift:billing -->\nother')
    api.seed('github-actions[bot]', `> ${marker}\n\nquoted`)
    expect(await sync('ours')).toMatchObject({ outcome: 'created' })
    expect(bodies()).toHaveLength(4)
  })

  test("an app's own, and a person's own", async ({ given }) => {
    for (const login of ['drift-bot[bot]', 'maria']) {
      const { api, sync, bodies } = await given({ login })
      api.seed('github-actions[bot]', `${marker}\nanother identity`)
      expect(await sync('one')).toMatchObject({ outcome: 'created' })
      expect(await sync('two')).toMatchObject({ outcome: 'edited' })
      expect(bodies()).toHaveLength(2)
    }
  })

  test("the job's own token, where it may not ask who it is", async ({ given }) => {
    const { sync, bodies } = await given({ viewer: false })
    await sync('one')
    expect(await sync('two')).toMatchObject({ outcome: 'edited' })
    expect(bodies()).toHaveLength(1)
  })

  test('is made anew when somebody deletes it meanwhile', async ({ given }) => {
    const { api, client, sync } = await given()
    await sync('one')
    const body = () => {
      api.comments.length = 0
      return `${marker}\ntwo`
    }
    expect(await syncComment(client(), thread, 'write', body)).toMatchObject({ outcome: 'created', id: 1001 })
    await sync('one')
    expect(await syncComment(client(), thread, 'update', body)).toBeNull()
  })

  test('of two that raced the oldest stays', async ({ given }) => {
    const { api, sync, bodies } = await given()
    api.seed('github-actions[bot]', `${marker}\nfirst`)
    api.seed('github-actions[bot]', `${marker}\nsecond`)
    expect(await sync('now')).toMatchObject({ outcome: 'edited', id: 1000 })
    expect(bodies()).toEqual([`${marker}\nnow`])
  })

  test('of two that race the other run’s stays when it is older', async ({ given }) => {
    const { api, client, bodies } = await given()
    const racing = client()
    const original = racing.rest.issues.createComment
    const spy = vi.spyOn(racing.rest.issues, 'createComment')
    spy.mockImplementation((parameters) => {
      api.seed('github-actions[bot]', `${marker}\ntheirs`)
      return original(parameters)
    })
    const synced = await syncComment(racing, thread, 'write', () => `${marker}\nours`)
    expect(synced).toMatchObject({ id: 1000 })
    expect(bodies()).toEqual([`${marker}\nours`])
  })
})

describe.concurrent('intents', () => {
  test('update makes no comment, and edits one', async ({ given }) => {
    const { sync } = await given()
    expect(await sync('clean', 'update')).toBeNull()
    await sync('drift')
    expect(await sync('clean', 'update')).toMatchObject({ outcome: 'edited' })
  })

  test('remove takes ours away and nothing else', async ({ given }) => {
    const { api, sync, bodies } = await given()
    expect(await sync('', 'remove')).toBeNull()
    api.seed('someone', 'hello')
    await sync('drift')
    expect(await sync('', 'remove')).toMatchObject({ outcome: 'removed' })
    expect(bodies()).toEqual(['hello'])
  })
})

describe.concurrent('when GitHub falters', () => {
  test('server errors are asked again', async ({ given }) => {
    const { api, sync } = await given()
    api.script({ method: 'GET', path: /comments/, status: 502, message: 'Bad Gateway', times: 1 })
    expect(await sync('one')).toMatchObject({ outcome: 'created' })
    expect(api.comments).toHaveLength(1)
  })

  test('a server error after the comment was made leaves one comment', async ({ given }) => {
    const { api, sync, bodies, writes } = await given()
    const answer = { status: 502, message: 'Bad Gateway', times: 1, carriedOut: true } as const
    api.script({ method: 'POST', path: /comments/, ...answer })
    expect(await sync('one')).toMatchObject({ id: 1000 })
    expect(bodies()).toEqual([`${marker}\none`])
    expect(writes().filter((request) => request.startsWith('POST'))).toHaveLength(2)
  })

  test.for([403, 429])('a secondary limit (%i) is waited out', async (status, { given }) => {
    const { api, sync } = await given()
    api.script({
      method: 'POST',
      path: /comments/,
      status,
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      headers: { 'retry-after': '1' },
      times: 1,
    })
    expect(await sync('one')).toMatchObject({ outcome: 'created' })
  })

  test('but not longer than the budget allows', async ({ given }) => {
    const { api, sync } = await given()
    api.script({
      method: 'GET',
      path: /comments/,
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': '600' },
    })
    const start = Date.now()
    await expect(sync('one')).rejects.toMatchObject({ status: 403 })
    expect(Date.now() - start).toBeLessThan(5000)
  })

  test('an answer that never comes ends with the budget', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const start = Date.now()
    const waiting = syncComment(
      connect({ token: githubToken, apiUrl, budgetMs: 500 }),
      thread,
      'write',
      () => marker,
    )
    await expect(waiting).rejects.toThrow('aborted')
    expect(Date.now() - start).toBeLessThan(5000)
    silent.closeAllConnections()
    silent.close()
  })
})

describe.concurrent('refusals are explained', () => {
  const context: RunContext = {
    event: 'pull_request',
    owner: 'acme',
    repo: 'tutoring',
    sha: 'abc',
    checkedOut: 'def',
    proposal: null,
    pullRequest: { number: pullRequest, readOnly: null },
    serverUrl: 'https://github.com',
    apiUrl: '',
    runUrl: '',
  }
  const fork: RunContext = { ...context, pullRequest: { number: pullRequest, readOnly: 'fork' } }

  async function explained(run: () => Promise<unknown>, where = context): Promise<string> {
    const error = await run().then(
      () => expect.fail('it was not refused'),
      (reason: unknown) => reason,
    )
    return explainApiError(error, where, pullRequest)
  }

  test('a read-only token, of a fork and without', async ({ given }) => {
    const { sync } = await given({ readOnly: true })
    expect(await explained(() => sync('x'))).toBe(
      'No comment on #7: the token may not write there (403). Give the job the permission `pull-requests: write`. The whole report is in the job summary.',
    )
    expect(await explained(() => sync('x'), fork)).toContain('from a fork gets a read-only token')
  })

  test('a locked conversation', async ({ given }) => {
    const { sync } = await given({ locked: true })
    expect(await explained(() => sync('x'))).toContain('its conversation is locked')
  })

  test('a body that is too long', async ({ given }) => {
    const { sync } = await given()
    expect(await explained(() => sync('x'.repeat(70_000)))).toContain('422')
  })

  test('a token that is none, a repository that is not shown, a conversation that is gone', async ({
    given,
  }) => {
    const { api, client, sync } = await given()
    const refused = client(5000, 'ghs_wrong')
    expect(await explained(() => syncComment(refused, thread, 'write', () => marker))).toContain('(401)')
    const elsewhere = { ...thread, pullRequest: 8 }
    expect(await explained(() => syncComment(client(), elsewhere, 'write', () => marker))).toContain('(404)')
    api.script({ method: 'GET', path: /comments/, status: 410, message: 'Gone', times: 1 })
    expect(await explained(() => sync('x'))).toContain('(410)')
  })

  test('a limit that is used up', async ({ given }) => {
    const { api, sync } = await given()
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
    }
    api.script({ method: 'GET', path: /comments/, status: 403, message: 'API rate limit exceeded', headers })
    expect(await explained(() => sync('x'))).toContain('rate limit')
  })
})
