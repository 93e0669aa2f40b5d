import { posix } from 'node:path'
import { type FileVersion, fileVersions } from './file-versions.ts'
import { readBlobs } from './read-blobs.ts'
import { runGit } from './run-git.ts'

/**
 * A git repository, read and never written: no hook, pager or network. Paths are relative to `root`, with `/`.
 * What git cannot answer (an unknown ref, a clone without those commits) is null, or left out of the answer.
 */
export interface Repository {
  /** Absolute path of the working tree. */
  readonly root: string
  /** Where the opened folder is in `root`: `''`, or as in `packages/api/`. */
  readonly prefix: string
  /** Does the clone lack the older commits? */
  readonly isShallow: boolean
  /** The full name of the commit that a branch, tag or other revision names; no fallback to a remote's branches. */
  commitOf(ref: string): Promise<string | null>
  /** The parents that a commit names, the first first; a shallow clone may lack them. */
  parents(commit: string): Promise<readonly string[]>
  /** The best common ancestor of two commits; null when they have none, or this clone does not know it. */
  mergeBase(a: string, b: string): Promise<string | null>
  /** The regular files that a commit has below a folder (`''`: all), sorted by their bytes; no links, no submodules. */
  files(commit: string, folder: string): Promise<readonly string[]>
  /** Files of a commit by path; what the commit, or a partial clone, does not have is left out. */
  read(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>>
  /**
   * What any branch or tag ever had under these endings of paths, wherever in the repository; by ending, each
   * content once, newest first. What the clone lacks is left out.
   */
  versions(endings: readonly string[]): Promise<ReadonlyMap<string, readonly FileVersion[]>>
  /**
   * Those of these files of the working tree that are other than the last commit has them: changed, staged, untracked
   * or ignored. Where git cannot tell, all of them. https://git-scm.com/docs/git-status#_porcelain_format_version_1
   */
  uncommitted(paths: readonly string[]): Promise<ReadonlySet<string>>
}

/**
 * Opens the repository in whose working tree a folder is.
 * @param directory absolute; must exist.
 * @returns null where there is no git on this machine, or no repository.
 */
export async function openRepository(directory: string, signal?: AbortSignal): Promise<Repository | null> {
  const found = await runGit({
    directory,
    args: ['rev-parse', '--is-shallow-repository', '--show-prefix', '--show-toplevel'],
    ...(signal && { signal }),
  })
  const [shallow, prefix = '', ...rest] = text(found).split('\n')
  const root = rest.join('\n').replace(/\n$/, '')
  if (root === '') return null
  const at = { directory: root, ...(signal && { signal }) }
  const git = (...args: readonly string[]) => runGit({ ...at, args })
  return {
    root,
    prefix,
    isShallow: shallow === 'true',
    async commitOf(ref) {
      // No revision begins with a dash: that would be an option.
      if (ref.startsWith('-')) return null
      return firstLine(await git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`))
    },
    async parents(commit) {
      // Not `rev-list --parents`, to which the last commit of a shallow clone has none.
      const [head = ''] = text(await git('cat-file', 'commit', commit)).split('\n\n')
      return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? [])
    },
    async mergeBase(a, b) {
      return firstLine(await git('merge-base', '--', a, b))
    },
    async files(commit, folder) {
      const below = posix.join(folder, '/').replace(/^(\.?\/)+/, '')
      const listed = await git('ls-tree', '-r', '-z', '--full-tree', commit, '--', ...(below ? [below] : []))
      return text(listed)
        .split('\0')
        .flatMap((entry) => /^100\d{3} blob [0-9a-f]+\t(.+)$/s.exec(entry)?.[1] ?? [])
    },
    async read(commit, paths) {
      const blobs = await readBlobs(
        at,
        paths.map((path) => `${commit}:${path}`),
      )
      return new Map([...blobs].map(([name, content]) => [name.slice(commit.length + 1), content]))
    },
    versions: (endings) => fileVersions(at, endings),
    async uncommitted(paths) {
      const told = ['--porcelain=v1', '-z', '--untracked-files=all', '--ignored=matching', '--no-renames']
      const asked = paths.map((path) => `:(top,literal)${path}`)
      const printed = await git('status', ...told, '--', ...asked)
      if (printed === null) return new Set(paths)
      const changed = text(printed)
        .split('\0')
        .map((entry) => entry.slice(3))
        .filter((path) => path !== '')
      // Of an ignored folder only the folder is told, with a `/` at its end.
      return new Set(
        paths.filter((path) =>
          changed.some((each) => path === each || (each.endsWith('/') && path.startsWith(each))),
        ),
      )
    },
  }
}

function text(printed: Buffer | null): string {
  return printed?.toString('utf8') ?? ''
}

function firstLine(printed: Buffer | null): string | null {
  return text(printed).split('\n')[0] || null
}
