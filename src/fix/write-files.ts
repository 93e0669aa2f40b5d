import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { PlannedFile } from '../model/plan.ts'

/** What becomes of a file. */
export interface PendingFile extends PlannedFile {
  /** Absolute; where the path is a link, what it leads to. */
  readonly target: string
  readonly state: 'new' | 'changed' | 'unchanged'
}

/**
 * Holds files against what is there.
 * @param directory what their paths are relative to; absolute
 * @throws Failure `tree-unwritable` where what is there cannot be read
 */
export async function pendingFiles(
  directory: string,
  files: readonly PlannedFile[],
): Promise<readonly PendingFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const path = resolve(directory, file.path)
      try {
        const target = await realpath(path)
        const isSame = (await readFile(target)).equals(Buffer.from(file.content))
        return { ...file, target, state: isSame ? ('unchanged' as const) : ('changed' as const) }
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return { ...file, target: path, state: 'new' as const }
        throw unwritable(file.path, error)
      }
    }),
  )
}

/**
 * Writes those files that are other than what is there: each whole or not at all, and none where one cannot be
 * written. A file keeps its permissions.
 * @throws Failure `tree-unwritable`
 */
export async function writeFiles(files: readonly PendingFile[]): Promise<void> {
  const drafts = files
    .filter(({ state }) => state !== 'unchanged')
    .map((file) => ({
      file,
      draft: join(dirname(file.target), `.${basename(file.target)}.${randomUUID()}`),
    }))
  const folders: string[] = []
  const each = async (work: (file: PendingFile, draft: string) => Promise<void>) => {
    for (const { file, draft } of drafts)
      await work(file, draft).catch((error: unknown) => {
        throw unwritable(file.path, error)
      })
  }
  try {
    await each(async (file, draft) => {
      const made = await mkdir(dirname(draft), { recursive: true })
      if (made !== undefined) folders.push(made)
      await writeFile(draft, file.content, { flag: 'wx' })
      if (file.state === 'changed') await chmod(draft, (await stat(file.target)).mode)
    })
  } catch (error) {
    // Prisma refuses a migration's folder that is empty.
    for (const path of [...drafts.map(({ draft }) => draft), ...folders])
      await rm(path, { recursive: true, force: true })
    throw error
  }
  try {
    await each((file, draft) => rename(draft, file.target))
  } finally {
    await Promise.all(drafts.map(({ draft }) => rm(draft, { force: true })))
  }
}

function unwritable(path: string, error: unknown): Failure {
  return new Failure({
    stage: 'plan',
    code: 'tree-unwritable',
    message: `${path} cannot be written (${codeOf(error) ?? String(error)}).`,
    next: [
      'See that the folder can be written.',
      'Or take the patch from `--dry-run` to where it can be applied.',
    ],
  })
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
