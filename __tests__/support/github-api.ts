import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { components } from '@octokit/openapi-types'
import { type GitAnswers, gitAnswers } from './github-git.ts'
import { type Commits, type PullAnswers, pullAnswers } from './github-pull.ts'

type IssueComment = components['schemas']['issue-comment']
type User = components['schemas']['simple-user']
type Pull = Pick<components['schemas']['pull-request-simple'], 'number' | 'state' | 'updated_at'>

/** An answer that the next matching requests get instead of the true one. */
interface Scripted {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: RegExp
  readonly status: number
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
  /** How many requests get it; else all. */
  readonly times?: number
  /** Is the request carried out all the same, as when a gateway gives up on it? */
  readonly carriedOut?: boolean
}

export interface GithubApiOptions {
  /** Who the token writes as. */
  readonly login?: string
  /** The token of a run that may only read. */
  readonly readOnly?: boolean
  /** Is the pull request's conversation locked? */
  readonly locked?: boolean
  /** May the token ask who it is? */
  readonly viewer?: boolean
  /** The pull requests of a commit, by its sha. */
  readonly pullsOf?: Readonly<Record<string, readonly Pull[]>>
  /** A repository on this machine: the one that is hosted. */
  readonly git?: string
  /** What the pull request is of, in that repository. */
  readonly commits?: Commits
  /** Is the pull request closed? */
  readonly closed?: boolean
  /** May the token resolve threads? A job's may with `contents: write` alone. */
  readonly resolves?: boolean
  /** Reviews with a comment like this are refused. */
  readonly refuses?: RegExp
  /** How many entries of a tree one answer holds. */
  readonly treeLimit?: number
}

/**
 * A stateful stand-in of api.github.com for one repository and its pull request 7: comments, reviews and their
 * threads, the viewer, a commit's pull requests, commits and their files, with GitHub's pages, limits and errors.
 */
export interface GithubApi {
  readonly url: string
  readonly comments: IssueComment[]
  readonly pull: PullAnswers
  /** New commits of the pull request. */
  push(commits: Commits): void
  /** `METHOD /path` of all requests so far. */
  readonly requests: string[]
  script(answer: Scripted): void
  /** A comment that is already there. */
  seed(login: string, body: string): IssueComment
  close(): Promise<void>
}

export const repository = 'acme/tutoring'
export const pullRequest = 7
const token = 'ghs_standin'
export const githubToken = token
/** The head of the pull request where nothing else is said. */
export const headSha = '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567'

export async function startGithubApi(options: GithubApiOptions = {}): Promise<GithubApi> {
  const {
    login = 'github-actions[bot]',
    readOnly = false,
    locked = false,
    viewer = true,
    pullsOf = {},
    git = null,
    treeLimit = 100_000,
    closed = false,
    resolves = false,
    refuses = null,
  } = options
  const hosted = git === null ? null : gitAnswers(git, treeLimit)
  const comments: IssueComment[] = []
  const requests: string[] = []
  const scripted: { answer: Scripted; left: number }[] = []
  let nextId = 1000
  let commits = options.commits ?? { base: '', head: headSha }
  const diffed = options.commits === undefined ? null : git
  const pull = pullAnswers(
    diffed,
    () => commits,
    () => nextId++,
    user,
  )

  const seed = (author: string, body: string): IssueComment => {
    const id = nextId++
    const now = new Date().toISOString()
    const comment: IssueComment = {
      id,
      node_id: `IC_${id}`,
      url: `${url}/repos/${repository}/issues/comments/${id}`,
      html_url: `https://github.com/${repository}/pull/${pullRequest}#issuecomment-${id}`,
      issue_url: `${url}/repos/${repository}/issues/${pullRequest}`,
      body,
      user: user(author),
      created_at: now,
      updated_at: now,
      author_association: 'NONE',
    }
    comments.push(comment)
    return comment
  }

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const method = request.method ?? 'GET'
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    requests.push(`${method} ${pathname}`)
    const body: unknown = method === 'GET' || method === 'DELETE' ? null : JSON.parse(await text(request))
    const honest = () => route(method, pathname, searchParams, request.headers.authorization, body)
    const planned = scripted.find(
      (script) => script.left > 0 && script.answer.method === method && script.answer.path.test(pathname),
    )
    if (planned === undefined) return honest()
    planned.left -= 1
    if (planned.answer.carriedOut === true) honest()
    return failed(planned.answer.status, planned.answer.message, planned.answer.headers)
  }

  const route = (
    method: string,
    pathname: string,
    query: URLSearchParams,
    authorization: string | undefined,
    body: unknown,
  ): Answer => {
    if (authorization !== `token ${token}`) return failed(401, 'Bad credentials')
    if (pathname === '/graphql') return texts(hosted, body) ?? threads(body) ?? graphql(viewer ? login : null)
    const [, kind, name = ''] =
      /^\/repos\/acme\/tutoring\/(compare|git\/trees|git\/blobs)\/(.+)$/.exec(pathname) ?? []
    if (kind !== undefined) return gitAnswer(hosted, kind, decodeURIComponent(name), query)
    const commit = /^\/repos\/acme\/tutoring\/commits\/(\w+)\/pulls$/.exec(pathname)?.[1]
    if (commit !== undefined) return { status: 200, body: pullsOf[commit] ?? [] }
    if (pathname === `/repos/${repository}/issues/${pullRequest}/comments`)
      return method === 'POST' ? create(bodyOf(body)) : list(comments, pathname, query)
    if (pathname.startsWith(`/repos/${repository}/pulls/`)) return pullRoute(method, pathname, query, body)
    const id = /^\/repos\/acme\/tutoring\/issues\/comments\/(\d+)$/.exec(pathname)?.[1]
    const comment = comments.find((candidate) => String(candidate.id) === id)
    if (comment === undefined) return failed(404, 'Not Found')
    return change(method, comment, body)
  }

  const pullRoute = (method: string, pathname: string, query: URLSearchParams, body: unknown): Answer => {
    const [number, part] = pathname.split('/').slice(5)
    if (number === 'comments') return changeNote(method, Number(part), body)
    if (number !== String(pullRequest)) return failed(404, 'Not Found')
    if (part === 'files') return list(pull.files(), pathname, query)
    if (part === 'comments') return list(pull.comments(), pathname, query)
    if (part === 'reviews') return review(body)
    const { base, head } = commits
    return {
      status: 200,
      body: {
        number: pullRequest,
        state: closed ? 'closed' : 'open',
        head: { sha: head },
        base: { sha: base },
      },
    }
  }

  const review = (body: unknown): Answer => {
    const asked = body as Parameters<PullAnswers['review']>[1]
    const refused = refusal(null)
    if (refused !== null) return refused
    const isRefused = asked.comments?.some((comment) => refuses?.test(comment.body)) === true
    const made = isRefused ? null : pull.review(login, asked)
    return made === null
      ? failed(422, 'Unprocessable Entity: "Line could not be resolved"')
      : { status: 200, body: made }
  }

  const changeNote = (method: string, id: number, body: unknown): Answer => {
    const note = pull.kept.find((each) => each.id === id)
    if (note === undefined) return failed(404, 'Not Found')
    const text = method === 'PATCH' ? bodyOf(body) : null
    const refused = refusal(text)
    if (refused !== null) return refused
    if (note.author !== login) return failed(403, 'Must have admin rights to Repository.')
    if (text === null) {
      pull.kept.splice(pull.kept.indexOf(note), 1)
      return { status: 204, body: null }
    }
    note.body = text
    return { status: 200, body: pull.comments().find((each) => each.id === id) }
  }

  /** The answer to a question for threads, or to one to resolve one; null for any other question. */
  const threads = (body: unknown): Answer | null => {
    const { query = '', variables = {} } = body as { query?: string; variables?: Record<string, unknown> }
    if (query.includes('resolveReviewThread')) {
      if (!resolves || readOnly) {
        const message = 'Resource not accessible by integration'
        const errors = [{ type: 'FORBIDDEN', path: ['resolveReviewThread'], message }]
        return { status: 200, body: { data: { resolveReviewThread: null }, errors } }
      }
      pull.resolved.add(String(variables.thread))
      return { status: 200, body: { data: { resolveReviewThread: { thread: { isResolved: true } } } } }
    }
    if (!query.includes('reviewThreads')) return null
    const from = Number(variables.after ?? 0)
    const [all, next] = [pull.threads(), from + 100]
    const pageInfo = { hasNextPage: next < all.length, endCursor: String(next) }
    const reviewThreads = { pageInfo, nodes: all.slice(from, next) }
    return { status: 200, body: { data: { repository: { pullRequest: { reviewThreads } } } } }
  }

  const list = (items: readonly unknown[], path: string, query: URLSearchParams): Answer => {
    const size = Math.min(Number(query.get('per_page') ?? 30), 100)
    const page = Number(query.get('page') ?? 1)
    const last = Math.max(1, Math.ceil(items.length / size))
    const at = (number: number) => `<${url}${path}?per_page=${size}&page=${number}>`
    const link = page < last ? { link: `${at(page + 1)}; rel="next", ${at(last)}; rel="last"` } : {}
    return { status: 200, body: items.slice((page - 1) * size, page * size), headers: link }
  }

  const refusal = (body: string | null): Answer | null => {
    if (readOnly) return failed(403, 'Resource not accessible by integration')
    if (locked) return failed(403, 'Unable to create comment because issue is locked.')
    if (body !== null && [...body].length > 65_536)
      return failed(422, 'Validation Failed: body is too long (maximum is 65536 characters)')
    return null
  }

  const create = (body: string): Answer => refusal(body) ?? { status: 201, body: seed(login, body) }

  const change = (method: string, comment: IssueComment, body: unknown): Answer => {
    const text = method === 'PATCH' ? bodyOf(body) : null
    const refused = refusal(text)
    if (refused !== null) return refused
    if (comment.user?.login !== login) return failed(403, 'Must have admin rights to Repository.')
    if (text === null) {
      comments.splice(comments.indexOf(comment), 1)
      return { status: 204, body: null }
    }
    comment.body = text
    comment.updated_at = new Date().toISOString()
    return { status: 200, body: comment }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (result) => send(response, result),
      (error: unknown) => send(response, failed(500, String(error))),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    comments,
    pull,
    push: (pushed) => {
      commits = pushed
    },
    requests,
    script: (planned) => scripted.push({ answer: planned, left: planned.times ?? Number.POSITIVE_INFINITY }),
    seed,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(status === 204 ? undefined : JSON.stringify(body))
}

function failed(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    headers,
  }
}

function graphql(login: string | null): Answer {
  return login === null
    ? failed(403, 'Resource not accessible by integration')
    : { status: 200, body: { data: { viewer: { login } } } }
}

function gitAnswer(git: GitAnswers | null, kind: string, name: string, query: URLSearchParams): Answer {
  const found =
    kind === 'compare'
      ? git?.compare(name)
      : kind === 'git/trees'
        ? git?.tree(name, query.has('recursive'))
        : git?.blob(name)
  return found ? { status: 200, body: found } : failed(404, 'Not Found')
}

/** The answer to a question for blobs, by the variables `o0`, `o1`, …; null for any other question. */
function texts(git: GitAnswers | null, body: unknown): Answer | null {
  if (typeof body !== 'object' || body === null || !('variables' in body)) return null
  const asked = Object.entries(body.variables ?? {}).filter(([name]) => /^o\d+$/.test(name))
  if (asked.length === 0) return null
  const blobs = asked.map(([name, sha]) => [name, { text: git?.text(String(sha)) ?? null }] as const)
  return { status: 200, body: { data: { repository: Object.fromEntries(blobs) } } }
}

function bodyOf(json: unknown): string {
  if (typeof json === 'object' && json !== null && 'body' in json && typeof json.body === 'string')
    return json.body
  throw new Error('a comment needs a body')
}

function user(login: string): User {
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`
  return {
    login,
    id: 41_898_282,
    node_id: 'MDM6Qm90NDE4OTgyODI=',
    avatar_url: '',
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  }
}
