import { execFileSync } from 'node:child_process'
import type { components, operations } from '@octokit/openapi-types'
import { parsePatch } from 'diff'

type ReviewComment = components['schemas']['pull-request-review-comment']
type DiffEntry = components['schemas']['diff-entry']
type Review = components['schemas']['pull-request-review']
type User = components['schemas']['simple-user']
type NewReview = NonNullable<operations['pulls/create-review']['requestBody']>['content']['application/json']

export interface Commits {
  readonly base: string
  readonly head: string
}

/** A review comment that GitHub keeps. Its lines are those of the commit that it was made for. */
interface Kept {
  readonly id: number
  readonly review: number
  readonly author: string
  readonly path: string
  readonly commit: string
  readonly first: number | null
  readonly last: number
  readonly replyTo: number | null
  body: string
}

/** The files of a pull request and what is said on their lines, as api.github.com answers about a real repository. */
export interface PullAnswers {
  readonly kept: Kept[]
  /** Node ids of the threads that are resolved. */
  readonly resolved: Set<string>
  files(): readonly DiffEntry[]
  comments(): readonly ReviewComment[]
  /** Makes a review; null where a comment is on no line of the diff: https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request */
  review(author: string, asked: NewReview): Review | null
  reply(author: string, to: number, body: string): void
  threads(): readonly { id: string; isResolved: boolean; comments: { nodes: { id: string }[] } }[]
}

const page = 'https://github.com/acme/tutoring/pull/7'

/**
 * @param commits of the pull request as it is now
 * @param nextId ids are those of all comments
 */
export function pullAnswers(
  directory: string | null,
  commits: () => Commits,
  nextId: () => number,
  userOf: (login: string) => User,
): PullAnswers {
  const kept: Kept[] = []
  const resolved = new Set<string>()
  const git = (...args: readonly string[]) =>
    directory === null ? '' : execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' })
  const hunks = (from: string, to: string, path: string, context: number) =>
    parsePatch(git('diff', `--unified=${context}`, '--find-renames', from, to))
      .filter(({ newFileName }) => newFileName === `b/${path}`)
      .flatMap((file) => file.hunks)

  /** Where a line of an older commit is at the head; undefined when it is not there any more. */
  const lineNow = ({ commit, path }: Kept, line: number): number | undefined => {
    let moved = line
    for (const { oldStart, oldLines, newLines } of hunks(commit, commits().head, path, 0)) {
      if (oldLines === 0 ? line <= oldStart : line < oldStart) break
      if (line < oldStart + oldLines) return undefined
      moved += newLines - oldLines
    }
    return moved
  }

  const isInOneHunk = (path: string, first: number, last: number): boolean => {
    const { base, head } = commits()
    return hunks(git('merge-base', base, head).trim(), head, path, 3).some(
      ({ newStart, newLines }) => first >= newStart && first <= last && last < newStart + newLines,
    )
  }

  const shown = (each: Kept): ReviewComment => {
    const [first, last] = [each.first === null ? null : lineNow(each, each.first), lineNow(each, each.last)]
    const isThere = last !== undefined && first !== undefined
    return {
      id: each.id,
      node_id: `PRRC_${each.id}`,
      pull_request_review_id: each.review,
      url: '',
      html_url: `${page}#discussion_r${each.id}`,
      pull_request_url: '',
      diff_hunk: '',
      path: each.path,
      commit_id: isThere ? commits().head : each.commit,
      original_commit_id: each.commit,
      user: userOf(each.author),
      body: each.body,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      author_association: 'NONE',
      _links: { self: { href: '' }, html: { href: '' }, pull_request: { href: '' } },
      side: 'RIGHT',
      original_line: each.last,
      original_start_line: each.first,
      start_line: isThere ? first : null,
      ...(isThere ? { line: last } : {}),
      ...(each.replyTo === null ? {} : { in_reply_to_id: each.replyTo }),
    }
  }

  return {
    kept,
    resolved,
    files() {
      const { base, head } = commits()
      if (directory === null) return []
      const range = ['--find-renames', `${base}...${head}`] as const
      const listed = git('diff', '--raw', '--no-abbrev', '-z', ...range).split('\0')
      const entries: DiffEntry[] = []
      while (listed.length > 1) {
        const [, , , sha = '', letter = ''] = (listed.shift() ?? '').split(' ')
        const paths = listed.splice(0, /^[RC]/.test(letter) ? 2 : 1)
        const filename = paths.at(-1) ?? ''
        const text = git('diff', ...range, '--', ...paths)
        const at = text.indexOf('\n@@ ')
        const patch = at < 0 ? {} : { patch: text.slice(at + 1).replace(/\n$/, '') }
        const status = { A: 'added', D: 'removed', M: 'modified', R: 'renamed' } as const
        const [kind = 'M'] = letter
        entries.push({
          sha,
          filename,
          status: kind === 'A' || kind === 'D' || kind === 'R' ? status[kind] : status.M,
          additions: 0,
          deletions: 0,
          changes: 0,
          blob_url: '',
          raw_url: '',
          contents_url: '',
          ...patch,
        })
      }
      return entries
    },
    comments: () => kept.map(shown),
    review(author, { comments = [], body = '', commit_id: commit = commits().head }) {
      const isResolvable = comments.every(({ path, line = 0, start_line: start = line, side }) => {
        return side === 'RIGHT' && isInOneHunk(path, start, line)
      })
      if (!isResolvable || commit !== commits().head) return null
      const review = nextId()
      for (const { path, line = 0, start_line: first = null, body: text } of comments) {
        const note = { review, author, path, commit, first, last: line, replyTo: null, body: text }
        kept.push({ id: nextId(), ...note })
      }
      return {
        id: review,
        node_id: `PRR_${review}`,
        user: userOf(author),
        body,
        state: 'COMMENTED',
        html_url: `${page}#pullrequestreview-${review}`,
        pull_request_url: '',
        _links: { html: { href: '' }, pull_request: { href: '' } },
        commit_id: commit,
        author_association: 'NONE',
      }
    },
    reply(author, to, body) {
      const first = kept.find(({ id }) => id === to)
      if (first !== undefined) kept.push({ ...first, id: nextId(), author, replyTo: to, body })
    },
    threads: () =>
      kept
        .filter(({ replyTo }) => replyTo === null)
        .map(({ id }) => ({
          id: `PRRT_${id}`,
          isResolved: resolved.has(`PRRT_${id}`),
          comments: { nodes: [{ id: `PRRC_${id}` }] },
        })),
  }
}
