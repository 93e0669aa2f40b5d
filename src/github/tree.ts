import type { Client } from './client.ts'

interface Repository {
  readonly owner: string
  readonly repo: string
}

interface Entry {
  readonly path: string
  readonly sha: string
}

interface Tree {
  /** Regular files, no links. */
  readonly files: readonly Entry[]
  readonly folders: readonly Entry[]
  /** Did not all of it fit into the answer? */
  readonly truncated: boolean
}

/**
 * Lists the files of a commit: all with one request, or, of a repository that does not fit into one answer, those in
 * `folders` and on the way there.
 * https://docs.github.com/rest/git/trees
 * @param folders from the repository's root, with `/`; '' is the root
 * @returns the blob's name by path
 */
export async function listFiles(
  client: Client,
  repository: Repository,
  commit: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const get = (sha: string, prefix: string, recursive: boolean) =>
    getTree(client, repository, { sha, prefix, recursive })

  /** All that is in a tree; one that does not fit is asked for folder by folder. */
  const below = async (sha: string, prefix: string): Promise<readonly Entry[]> => {
    const whole = await get(sha, prefix, true)
    return whole.truncated ? inside(sha, prefix, () => true) : whole.files
  }
  const inside = async (sha: string, prefix: string, wanted: (path: string) => boolean) => {
    const { files, folders: inner } = await get(sha, prefix, false)
    const entries: Entry[] = [...files]
    for (const folder of inner.filter(({ path }) => wanted(path) && !path.endsWith('node_modules')))
      entries.push(...(await walk(folder.sha, folder.path)))
    return entries
  }
  const walk = (sha: string, path: string): Promise<readonly Entry[]> =>
    folders.some((folder) => isIn(path, folder))
      ? below(sha, path)
      : inside(sha, path, (inner) => folders.some((folder) => isIn(inner, folder) || isIn(folder, inner)))

  const whole = await get(commit, '', true)
  const files = whole.truncated
    ? await inside(commit, '', (inner) =>
        folders.some((folder) => isIn(inner, folder) || isIn(folder, inner)),
      )
    : whole.files
  return new Map(files.map(({ path, sha }) => [path, sha]))
}

async function getTree(
  client: Client,
  repository: Repository,
  { sha, prefix, recursive }: { readonly sha: string; readonly prefix: string; readonly recursive: boolean },
): Promise<Tree> {
  const { data } = await client.rest.git.getTree({
    ...repository,
    tree_sha: sha,
    ...(recursive ? { recursive: '1' } : {}),
  })
  const entries = (type: string, modes: readonly string[]) =>
    data.tree
      .filter((entry) => entry.type === type && modes.includes(entry.mode))
      .map((entry) => ({ path: prefix === '' ? entry.path : `${prefix}/${entry.path}`, sha: entry.sha }))
  return {
    files: entries('blob', ['100644', '100755']),
    folders: entries('tree', ['040000']),
    truncated: data.truncated,
  }
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}
