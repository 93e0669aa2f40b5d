import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { repositoryPath } from '../../report/links.ts'
import type { Client } from '../client.ts'
import { blobName } from '../hosted.ts'
import { type DiffLine, linesOf, rowsOf, sameLines } from './diff-lines.ts'

/** A pull request, by its number. */
export interface PullRequestId {
  readonly owner: string
  readonly repo: string
  readonly pullRequest: number
}

/** A file that was checked, with what of it is in the diff of the pull request. */
export interface ReviewedFile {
  /** From the repository's root. */
  readonly path: string
  /** Its lines as they were checked, without their ends. */
  readonly rows: readonly string[]
  /** By the number of the line as it was checked. */
  readonly inDiff: ReadonlyMap<number, DiffLine>
}

export interface Checkout {
  /** Absolute. */
  readonly workingDirectory: string
  /** The same, from the repository's root. */
  readonly directory: string
}

/**
 * Lays the diff of a pull request over files that were checked.
 * @param files relative to the working directory
 * @returns by these paths; without those that are not there any more, or lie outside of the repository
 * @throws the client's errors
 */
export async function reviewedFiles(
  client: Client,
  { owner, repo, pullRequest }: PullRequestId,
  files: readonly string[],
  { workingDirectory, directory }: Checkout,
): Promise<ReadonlyMap<string, ReviewedFile>> {
  const changed = await client.paginate(client.rest.pulls.listFiles, {
    owner,
    repo,
    pull_number: pullRequest,
    per_page: 100,
  })
  const reviewed = new Map<string, ReviewedFile>()
  for (const file of new Set(files)) {
    const path = repositoryPath(file, { directory })
    const onDisk = resolve(workingDirectory, file)
    if (path === null || !existsSync(onDisk)) continue
    const content = readFileSync(onDisk)
    const entry = changed.find(({ filename, status }) => filename === path && status !== 'removed')
    const lines = linesOf(entry?.patch ?? '')
    const head = entry?.sha && lines.length > 0 ? entry.sha : null
    const inDiff =
      head === null || head === blobName(content)
        ? new Map(lines.map((each) => [each.line, each]))
        : await laidOver(client, { owner, repo, head }, content, lines)
    reviewed.set(file, { path, rows: rowsOf(content.toString('utf8')), inDiff })
  }
  return reviewed
}

async function laidOver(
  client: Client,
  { owner, repo, head }: { readonly owner: string; readonly repo: string; readonly head: string },
  checked: Buffer,
  lines: readonly DiffLine[],
): Promise<ReadonlyMap<number, DiffLine>> {
  const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: head })
  const text = Buffer.from(data.content, 'base64').toString('utf8')
  const same = sameLines(text, checked.toString('utf8'))
  return new Map(
    lines.flatMap((each) => {
      const here = same.get(each.line)
      return here === undefined ? [] : [[here, each] as const]
    }),
  )
}
