import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix, resolve } from 'node:path'
import { relativePath } from '../model/path.ts'
import type { PrismaProject } from '../model/project.ts'
import { type Snapshot, Unreadable } from '../model/snapshot.ts'

/** The files of a commit that a check reads, in a folder of their own. */
export interface Copy {
  /** The working directory in it; absolute. */
  readonly workingDirectory: string
  remove(): Promise<void>
}

/**
 * Copies what a check reads of a commit into a temporary folder, each file at its path: the schema files, the
 * migrations, prisma.config and package.json, wherever in the working directory they were then.
 * @param openSnapshot of the commit, with the folders that are wanted of it
 * @param root of the repository; absolute
 * @throws Unreadable where a file of the commit cannot be had, or the project is not in the repository
 */
export async function copyFiles(
  openSnapshot: (folders: readonly string[]) => Promise<Snapshot>,
  project: PrismaProject,
  root: string,
): Promise<Copy> {
  const places = await placesOf(project, root)
  const { directory, schemaFolders, migrations } = places
  const snapshot = await openSnapshot([
    directory,
    ...schemaFolders,
    ...(migrations === null ? [] : [migrations]),
  ])
  const paths = snapshot.paths.filter((path) => concerns(path, places))
  const here = await readHere(root, [...paths, ...places.files])
  const contents = await snapshot.read(paths, [...here.values()])
  const absent = paths.filter((path) => !contents.has(path))
  if (absent.length > 0)
    throw new Unreadable(`${absent.length} of its files are not in this clone, ${absent[0]} among them.`)
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'prisma-schema-drift-base-')))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const workingDirectory = join(folder, places.directory)
    await mkdir(workingDirectory, { recursive: true })
    for (const [path, content] of contents) {
      await mkdir(join(folder, dirname(path)), { recursive: true })
      await writeFile(join(folder, path), asCheckedOut(content, here.get(path)))
    }
    return { workingDirectory, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Where the project is, as paths from the repository's root. */
interface Places {
  /** The working directory; '' is the root. */
  readonly directory: string
  readonly schemaFolders: readonly string[]
  readonly migrations: string | null
  /** Schema files and migrations as they are now. */
  readonly files: readonly string[]
}

async function placesOf(project: PrismaProject, root: string): Promise<Places> {
  const [realRoot, workingDirectory] = await Promise.all([realpath(root), realpath(project.workingDirectory)])
  const inRepository = (path: string) => {
    const relative = relativePath(realRoot, resolve(workingDirectory, path))
    if (relative === '..' || relative.startsWith('../'))
      throw new Unreadable('The Prisma project is not in the git repository that was asked.')
    return relative === '.' ? '' : relative
  }
  const schemaFiles = project.files.map(({ path }) => inRepository(path))
  const migrations = project.migrationsDirectory && (await realpath(project.migrationsDirectory))
  const migrationFiles = migrations === null ? [] : await readdir(migrations, { recursive: true })
  return {
    directory: inRepository('.'),
    schemaFolders: [...new Set(schemaFiles.map((path) => folderOf(path)))],
    migrations: migrations === null ? null : inRepository(migrations),
    files: [
      ...schemaFiles,
      ...migrationFiles
        .filter((path) => /\.(sql|toml)$/i.test(path))
        .map((path) => inRepository(join(migrations ?? '', path))),
    ],
  }
}

const prismaConfig = /^(\.config\/)?prisma7?(\.config)?(\/index)?\.[cm]?[jt]s$/

function concerns(path: string, { directory, schemaFolders, migrations }: Places): boolean {
  const [folder, name] = [folderOf(path), posix.basename(path)]
  if (path.split('/').includes('node_modules')) return false
  if (name === 'package.json') return [directory, ...schemaFolders].some((each) => isBelow(each, folder))
  if (name.endsWith('.prisma')) return [directory, ...schemaFolders].some((each) => isBelow(path, each))
  if (migrations !== null && isBelow(path, migrations)) return /\.(sql|toml)$/i.test(name)
  if (!isBelow(path, directory)) return false
  return (
    name === 'migration.sql' ||
    name === 'migration_lock.toml' ||
    prismaConfig.test(posix.relative(directory, path))
  )
}

/** '' is the root. */
function folderOf(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

/** The files of the working tree that are there, by path. */
async function readHere(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = await Promise.all(
    [...new Set(paths)].map(async (path) => [path, await readIfThere(join(root, path))] as const),
  )
  return new Map(found.flatMap(([path, content]) => (content === null ? [] : [[path, content] as const])))
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}

/** With the line ends that a checkout with core.autocrlf gives the same file. */
function asCheckedOut(content: Buffer, here: Buffer | undefined): Buffer {
  return here?.includes('\r\n') &&
    here.toString('latin1').replaceAll('\r\n', '\n') === content.toString('latin1')
    ? here
    : content
}
