import { statusOf } from '../api-error.ts'
import type { Client } from '../client.ts'
import { comparable } from '../comment.ts'
import { ownLogin } from '../own-login.ts'
import { settledBody, suggestionOpening } from './body.ts'
import type { PullRequestId } from './reviewed-files.ts'
import { resolveThreads } from './threads.ts'

/** A comment on lines of a pull request. */
export interface Note {
  /** From the repository's root. */
  readonly path: string
  /** Of the head, both included. */
  readonly first: number
  readonly last: number
  /** Begins with the marker, in a line of its own. */
  readonly body: string
}

/** A note of ours that is there. Lines that are outdated are 0. */
export interface StandingNote extends Note {
  readonly id: number
  readonly node: string
  readonly isAnswered: boolean
}

/** The notes of a pull request that bear one key. */
export interface NoteBoard extends PullRequestId {
  /** The commit that was checked. */
  readonly sha: string
  readonly key: string
}

/**
 * Our notes on a pull request, told by marker and author, the oldest first.
 * @throws the client's errors
 */
export async function standingNotes(client: Client, board: NoteBoard): Promise<readonly StandingNote[]> {
  const { owner, repo, pullRequest: pull_number, key } = board
  const all = await client.paginate(client.rest.pulls.listReviewComments, {
    owner,
    repo,
    pull_number,
    per_page: 100,
  })
  const marked = all.filter(({ body }) => body.startsWith(suggestionOpening(key)))
  if (marked.length === 0) return []
  const author = await ownLogin(client)
  const answered = new Set(all.map(({ in_reply_to_id }) => in_reply_to_id))
  return marked
    .filter(({ user, in_reply_to_id }) => user?.login === author && in_reply_to_id === undefined)
    .map(({ id, node_id: node, path, line, start_line, body }) => {
      const last = line ?? 0
      return { id, node, path, first: start_line ?? last, last, body, isAnswered: answered.has(id) }
    })
    .sort((a, b) => a.id - b.id)
}

/**
 * Brings our notes up to date: what is wanted and not there is made in one review, what says something else is
 * edited, what is not wanted is deleted, or where somebody answered it is emptied and resolved.
 * @param standing those that are there
 * @returns those that GitHub does not take
 * @throws the client's other errors
 */
export async function syncNotes(
  client: Client,
  board: NoteBoard,
  standing: readonly StandingNote[],
  wanted: readonly Note[],
): Promise<readonly Note[]> {
  const missing = await tidy(client, board, standing, wanted)
  if (missing.length === 0) return []
  const refused = await post(client, board, missing)
  // Twice there are those of a run that raced, and of a request that was carried out although it seemed to fail.
  await tidy(client, board, await standingNotes(client, board), wanted)
  return refused
}

/** Edits and removes; returns what is wanted and not there. */
async function tidy(
  client: Client,
  board: NoteBoard,
  standing: readonly StandingNote[],
  wanted: readonly Note[],
): Promise<readonly Note[]> {
  const left = [...standing]
  const missing: Note[] = []
  for (const note of wanted) {
    const at = left.findIndex((each) => isSame(each, note))
    const [found] = at < 0 ? [] : left.splice(at, 1)
    if (!found || !(await edit(client, board, found, note.body))) missing.push(note)
  }
  const answered = left.filter(({ isAnswered }) => isAnswered)
  for (const note of left) if (!note.isAnswered) await remove(client, board, note)
  for (const note of answered) await edit(client, board, note, settledBody(board.key))
  if (answered.length > 0)
    await resolveThreads(
      client,
      board,
      answered.map(({ node }) => node),
    )
  return missing
}

/** On the same lines, about the same findings. */
function isSame(a: Note, b: Note): boolean {
  const markerOf = ({ body }: Note) => body.split(/\r?\n/, 1)[0]
  return a.path === b.path && a.first === b.first && a.last === b.last && markerOf(a) === markerOf(b)
}

/** False when somebody deleted it meanwhile. */
async function edit(client: Client, { owner, repo }: NoteBoard, note: StandingNote, body: string) {
  if (comparable(note.body) === comparable(body)) return true
  return unlessGone(client.rest.pulls.updateReviewComment({ owner, repo, comment_id: note.id, body }))
}

async function remove(client: Client, { owner, repo }: NoteBoard, { id }: StandingNote) {
  return unlessGone(client.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id }))
}

async function unlessGone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request
    return true
  } catch (error) {
    if (statusOf(error) === 404) return false
    throw error
  }
}

/**
 * Makes notes in one review, which notifies once: https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request
 * A review is taken whole or not at all, so that one that is refused is tried in halves.
 */
async function post(client: Client, board: NoteBoard, notes: readonly Note[]): Promise<readonly Note[]> {
  const { owner, repo, pullRequest: pull_number, sha: commit_id } = board
  const comments = notes.map(({ path, first, last, body }) => ({
    path,
    body,
    side: 'RIGHT',
    line: last,
    ...(first < last ? { start_line: first, start_side: 'RIGHT' } : {}),
  }))
  try {
    await client.rest.pulls.createReview({ owner, repo, pull_number, commit_id, event: 'COMMENT', comments })
    return []
  } catch (error) {
    const isOfNoNote = error instanceof Error && /pending review/i.test(error.message)
    if (statusOf(error) !== 422 || isOfNoNote) throw error
    if (notes.length === 1) return notes
    const half = Math.ceil(notes.length / 2)
    return [
      ...(await post(client, board, notes.slice(0, half))),
      ...(await post(client, board, notes.slice(half))),
    ]
  }
}
