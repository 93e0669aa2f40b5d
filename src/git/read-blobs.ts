import { type GitRun, runGit } from './run-git.ts'

/**
 * Reads blobs of the repository, all with one git.
 * https://git-scm.com/docs/git-cat-file#_batch_output
 * @param names of the blobs: object names, or `<commit>:<path>`.
 * @returns the content by name; what is no blob, or not in this clone, is left out.
 */
export async function readBlobs(
  at: Pick<GitRun, 'directory' | 'signal'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  // A name ends at the end of its line.
  const asked = [...new Set(names)].filter((name) => !name.includes('\n'))
  if (asked.length === 0) return new Map()
  const printed = await runGit({ ...at, args: ['cat-file', '--batch'], input: `${asked.join('\n')}\n` })
  const blobs = new Map<string, Buffer>()
  let rest = printed ?? Buffer.alloc(0)
  for (const name of asked) {
    const end = rest.indexOf('\n')
    if (end < 0) break
    const [, type, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(rest.toString('utf8', 0, end)) ?? []
    rest = rest.subarray(end + 1)
    if (size === undefined) continue
    if (type === 'blob') blobs.set(name, Buffer.from(rest.subarray(0, Number(size))))
    rest = rest.subarray(Number(size) + 1)
  }
  return blobs
}
