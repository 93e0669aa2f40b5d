import type { Config } from '../config/config.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { Failure } from '../model/failure.ts'
import type { PrismaProject } from '../model/project.ts'
import { type HostedRepository, type Snapshot, Unreadable } from '../model/snapshot.ts'
import type { StageLog } from '../progress/progress.ts'
import { copyFiles } from './copy-files.ts'
import { findBase } from './find-commit.ts'
import { isSameProject, readProjectThen } from './project-then.ts'

/** What there was before this change. */
export type Base =
  /** Nobody asked. */
  | { readonly state: 'none' }
  /** It cannot be told; the sentences say why. */
  | { readonly state: 'unknown'; readonly because: string }
  /** The same schema and the same migrations as now. */
  | { readonly state: 'same' }
  /** No Prisma schema at all. */
  | { readonly state: 'nothing' }
  | {
      readonly state: 'other'
      /** As `readProject` reads it, with the commands and the version of the workspace as it is now. */
      readonly project: PrismaProject
      /** Where its files are. */
      readonly workingDirectory: string
      /** Removes them. */
      readonly remove: () => Promise<void>
    }

export interface BaseReading {
  readonly config: Config
  readonly project: PrismaProject
  readonly hosted: HostedRepository | null
  readonly signal: AbortSignal
  readonly log: StageLog
}

/**
 * Reads the Prisma project as it was before this change: from git where this clone has the commit, else from where
 * the repository is hosted.
 * @throws Failure `base-unknown` when `--base` was given and names no commit. Whatever else keeps it from being read
 * is warned of, and told in what is returned.
 */
export async function readBase(reading: BaseReading): Promise<Base> {
  try {
    const base = await read(reading)
    if (base.state === 'same') reading.log.note('Schema and migrations are as they were.')
    return base
  } catch (error) {
    const isUnknown = error instanceof Failure && error.code === 'base-unknown'
    if (isUnknown || !(error instanceof Unreadable || error instanceof Failure)) throw error
    return { state: 'unknown', because: error.message }
  }
}

/** Is there something that this change can be held against? */
export function isBaseAsked({ base }: Pick<Config, 'base'>, hosted: HostedRepository | null): boolean {
  return base === null ? Boolean(hosted?.proposal) : base !== 'none'
}

async function read({ config, project, hosted, signal, log }: BaseReading): Promise<Base> {
  const repository = await openRepository(config.workingDirectory, signal)
  const commit = await findBase({ given: config.base, repository, hosted })
  if (commit === null) return { state: 'none' }
  log.note(`Before this change: ${commit}.`)
  if (config.migrateCommand !== null)
    throw new Unreadable('`migrate-command` runs the migrations that are checked out, not those of the base.')
  const root = repository?.root ?? hosted?.checkout.directory ?? config.workingDirectory
  const copy = await copyFiles(
    (folders) => openCommit({ commit, folders, repository, hosted }),
    project,
    root,
  )
  try {
    const then = await readProjectThen(config, project, copy.workingDirectory)
    if (then !== null && !(await isSameProject(project, then, copy.workingDirectory)))
      return { state: 'other', project: then, workingDirectory: copy.workingDirectory, remove: copy.remove }
    await copy.remove()
    return { state: then === null ? 'nothing' : 'same' }
  } catch (error) {
    await copy.remove()
    throw error
  }
}

interface CommitRequest {
  readonly commit: string
  readonly folders: readonly string[]
  readonly repository: Repository | null
  readonly hosted: HostedRepository | null
}

async function openCommit({ commit, folders, repository, hosted }: CommitRequest): Promise<Snapshot> {
  if (repository && (await repository.commitOf(commit)))
    return {
      paths: await repository.files(commit, ''),
      async read(paths, atHand) {
        const found = await repository.read(commit, paths)
        const absent = paths.filter((path) => !found.has(path))
        // A partial clone has commits without their files.
        if (absent.length === 0 || hosted === null) return found
        const fetched = await (await hosted.snapshot(commit, folders)).read(absent, atHand)
        return new Map([...found, ...fetched])
      },
    }
  if (hosted !== null) return hosted.snapshot(commit, folders)
  throw new Unreadable(`This clone lacks the commit ${commit}; check out with \`fetch-depth: 0\`.`)
}
