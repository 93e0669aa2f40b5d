import { statusOf } from './api-error.ts'
import type { Client } from './client.ts'
import { ownLogin } from './own-login.ts'
import type { CommentIntent } from './policy.ts'

/** A place for one comment: a pull request, and the marker that begins the comment's body. */
export interface CommentThread {
  readonly owner: string
  readonly repo: string
  readonly pullRequest: number
  readonly marker: string
}

interface Comment {
  readonly id: number
  readonly url: string
  readonly body: string
}

export interface SyncedComment {
  readonly outcome: 'created' | 'edited' | 'unchanged' | 'removed'
  readonly id: number
  readonly url: string
}

/**
 * Brings the one comment of a thread up to date: found by marker and author, edited in place, left alone when
 * nothing changed. Others of ours, made by runs that raced, are deleted and the oldest stays.
 * @param body the new body, which begins with the marker, given the body it replaces
 * @returns null when there was no comment and none was wanted
 * @throws the client's errors; see `explainApiError`
 */
export async function syncComment(
  client: Client,
  thread: CommentThread,
  intent: Exclude<CommentIntent, 'none'>,
  body: (previous: string | null) => string,
): Promise<SyncedComment | null> {
  const ours = await findOurs(client, thread)
  if (intent === 'remove') return removeAll(client, thread, ours)
  const [oldest, ...duplicates] = ours
  for (const duplicate of duplicates) await remove(client, thread, duplicate)
  const edited = oldest === undefined ? null : await edit(client, thread, oldest, body(oldest.body))
  if (edited !== null || intent === 'update') return edited
  return create(client, thread, body(null))
}

async function create(client: Client, thread: CommentThread, body: string): Promise<SyncedComment> {
  const { owner, repo, pullRequest } = thread
  const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body })
  const [oldest, ...duplicates] = await findOurs(client, thread, data.user?.login)
  const created: SyncedComment = { outcome: 'created', id: data.id, url: data.html_url }
  if (oldest === undefined || duplicates.length === 0) return created
  for (const duplicate of duplicates) await remove(client, thread, duplicate)
  return oldest.id === data.id ? created : ((await edit(client, thread, oldest, body)) ?? created)
}

/** Null when somebody deleted it meanwhile. */
async function edit(
  client: Client,
  { owner, repo }: CommentThread,
  { id, url, body: previous }: Comment,
  body: string,
): Promise<SyncedComment | null> {
  if (comparable(previous) === comparable(body)) return { outcome: 'unchanged', id, url }
  try {
    await client.rest.issues.updateComment({ owner, repo, comment_id: id, body })
    return { outcome: 'edited', id, url }
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}

async function removeAll(
  client: Client,
  thread: CommentThread,
  ours: readonly Comment[],
): Promise<SyncedComment | null> {
  for (const comment of ours) await remove(client, thread, comment)
  const [oldest] = ours
  return oldest === undefined ? null : { outcome: 'removed', id: oldest.id, url: oldest.url }
}

async function remove(client: Client, { owner, repo }: CommentThread, { id }: Comment): Promise<void> {
  try {
    await client.rest.issues.deleteComment({ owner, repo, comment_id: id })
  } catch (error) {
    if (statusOf(error) !== 404) throw error
  }
}

/**
 * Our comments of this thread, the oldest first.
 * @param login who we are, where that is known already
 */
async function findOurs(
  client: Client,
  { owner, repo, pullRequest, marker }: CommentThread,
  login?: string,
): Promise<readonly Comment[]> {
  const all = await client.paginate(client.rest.issues.listComments, {
    owner,
    repo,
    issue_number: pullRequest,
    per_page: 100,
  })
  const marked = all.filter(({ body }) => body?.startsWith(marker))
  if (marked.length === 0) return []
  const author = login ?? (await ownLogin(client))
  return marked
    .filter(({ user }) => user?.login === author)
    .map(({ id, html_url, body }) => ({ id, url: html_url, body: body ?? '' }))
    .sort((a, b) => a.id - b.id)
}

/** What counts as the same: GitHub keeps line ends and outer space as it likes, and each run has its own page. */
export function comparable(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\/actions\/runs\/\d+(\/attempts\/\d+)?/g, '/actions/runs/0')
    .trim()
}
