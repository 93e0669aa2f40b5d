import { execFileSync } from 'node:child_process'
import type { components } from '@octokit/openapi-types'

type Tree = components['schemas']['git-tree']
type Blob = components['schemas']['blob']
type Comparison = Pick<components['schemas']['commit-comparison'], 'status'> & {
  readonly merge_base_commit: Pick<components['schemas']['commit'], 'sha'>
}

export interface GitAnswers {
  /** `GET /repos/{owner}/{repo}/compare/{basehead}`; null: 404. */
  compare(basehead: string): Comparison | null
  tree(sha: string, recursive: boolean): Tree | null
  blob(sha: string): Blob | null
  /** The text of a blob as GraphQL gives it: null for what is no text. */
  text(sha: string): string | null
}

/**
 * Answers as api.github.com about a real repository on this machine.
 * @param treeLimit how many entries one answer holds; GitHub's is 100,000
 */
export function gitAnswers(directory: string, treeLimit: number): GitAnswers {
  const git = (...args: readonly string[]): Buffer | null => {
    try {
      return execFileSync('git', ['-C', directory, ...args], { stdio: 'pipe' })
    } catch {
      return null
    }
  }
  return {
    compare(basehead) {
      const [base = '', head = ''] = basehead.split('...')
      const sha = git('merge-base', base, head)?.toString().trim()
      return sha === undefined ? null : { status: 'diverged', merge_base_commit: { sha } }
    },
    tree(sha, recursive) {
      const listed = git('ls-tree', '-z', ...(recursive ? ['-r', '-t'] : []), sha)?.toString()
      if (listed === undefined) return null
      const entries = listed
        .split('\0')
        .filter((line) => line !== '')
        .map((line) => {
          const [facts = '', path = ''] = line.split('\t')
          const [mode = '', type = '', name = ''] = facts.split(' ')
          return { path, mode, type, sha: name }
        })
      return { sha, truncated: recursive && entries.length > treeLimit, tree: entries.slice(0, treeLimit) }
    },
    blob(sha) {
      const content = git('cat-file', 'blob', sha)
      return (
        content && {
          content: content.toString('base64').replace(/.{60}/g, '$&\n'),
          encoding: 'base64',
          url: '',
          sha,
          size: content.length,
          node_id: '',
        }
      )
    },
    text(sha) {
      const content = git('cat-file', 'blob', sha)
      const text = content?.toString('utf8') ?? null
      return text !== null && content?.equals(Buffer.from(text)) && text.length < 512 * 1024 ? text : null
    },
  }
}
