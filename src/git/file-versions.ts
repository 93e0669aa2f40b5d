import { readBlobs } from './read-blobs.ts'
import { type GitRun, runGit } from './run-git.ts'

/** A file as one commit left it. */
export interface FileVersion {
  /** The full name of the commit. */
  readonly commit: string
  /** Null where the commit took the file away. */
  readonly content: Buffer | null
}

interface Change {
  readonly commit: string
  readonly blob: string
}

/**
 * What any branch or tag ever had under these names, wherever in the repository: on every side of every merge, all
 * with one walk through the commits. https://git-scm.com/docs/git-log#_raw_output
 * @param endings of paths, as in `20250101000000_init/migration.sql`; taken literally.
 * @returns by ending, each content once, newest first; what the clone lacks is left out.
 */
export async function fileVersions(
  at: Pick<GitRun, 'directory' | 'signal'>,
  endings: readonly string[],
): Promise<ReadonlyMap<string, readonly FileVersion[]>> {
  const asked = [...new Set(endings)].filter((ending) => !/[\n\0]/.test(ending))
  if (asked.length === 0) return new Map()
  const log = ['log', '--all', '--full-history', '-m', '--raw', '--no-abbrev', '--no-renames', '--format=%H']
  const paths = asked.map((ending) => `:(top,glob)**/${ending.replaceAll(/[*?[\]\\]/g, String.raw`\$&`)}`)
  const printed = await runGit({ ...at, args: ['-c', 'core.quotePath=false', ...log, '--', ...paths] })
  const changes = changesOf(printed?.toString('utf8') ?? '', asked)
  const blobs = [...changes.values()].flat().map(({ blob }) => blob)
  const contents = await readBlobs(at, blobs)
  const version = ({ commit, blob }: Change): readonly FileVersion[] => {
    const content = /^0+$/.test(blob) ? null : contents.get(blob)
    return content === undefined ? [] : [{ commit, content }]
  }
  return new Map([...changes].map(([ending, own]) => [ending, own.flatMap(version)]))
}

const change = /^:+(?:\d{6} )+(?:[0-9a-f]+ )*([0-9a-f]+) [A-Z]+\d*\t(.*)$/

function changesOf(log: string, endings: readonly string[]): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>(endings.map((ending) => [ending, []]))
  let commit = ''
  for (const line of log.split('\n')) {
    const [, blob, path = ''] = change.exec(line) ?? []
    if (blob === undefined) commit = line || commit
    else {
      const unquoted = path.startsWith('"') ? path.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : path
      const found = endings.filter((ending) => `/${unquoted}`.endsWith(`/${ending}`))
      for (const ending of found) {
        const known = changes.get(ending) ?? []
        if (!known.some((earlier) => earlier.blob === blob)) known.push({ commit, blob })
      }
    }
  }
  return changes
}
