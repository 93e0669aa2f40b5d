import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import type { PrismaProject } from '../../model/project.ts'
import { commonFolder } from '../common-folder.ts'
import type { PulledFile } from '../engine.ts'
import { schemaFilter } from '../external.ts'
import { lendUrl, restoreUrl, urlVariable } from './datasource-url.ts'

/** A temporary folder in which Prisma's CLI sees the project's schema, and a database of ours. */
export interface WorkspaceCopy {
  readonly directory: string
  /** The schema as it is given to the CLI, relative to the folder: a file, or the folder of several. */
  readonly schema: string
  /** What the CLI needs to reach the database. */
  environment(url: string): Record<string, string>
  /** A path that the CLI printed as the project has it. */
  original(path: string): string
  /** The schema files as they are now, with the project's paths and its own datasource URL. */
  read(): Promise<readonly PulledFile[]>
}

/**
 * Runs work on a copy of the project's schema files and removes it afterwards. The copy has a prisma.config of our
 * own, so that neither the schema's URL nor the repository's config decides which database is used.
 * @param major of the CLI that will use it
 */
export async function inWorkspaceCopy<T>(
  project: PrismaProject,
  major: number,
  work: (copy: WorkspaceCopy) => Promise<T>,
): Promise<T> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'prisma-schema-drift-')))
  try {
    return await work(await fill(directory, project, major))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function fill(directory: string, project: PrismaProject, major: number): Promise<WorkspaceCopy> {
  const root = commonFolder(project.files.map(({ path }) => path))
  const lent = project.files.map((file) => ({
    ...file,
    lent: lendUrl(file.content),
    path: posix.relative(root, file.path),
  }))
  for (const {
    path,
    lent: { content },
  } of lent) {
    const target = join(directory, 'schema', path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
  }
  const [only, ...others] = lent
  const schema = only && others.length === 0 ? posix.join('schema', only.path) : 'schema'
  const config = configOf(project, major, schema)
  if (config !== null) await writeFile(join(directory, 'prisma.config.mjs'), config)
  // A folder that is a package of its own ends the CLI's search for a package.json further up.
  await writeFile(join(directory, 'package.json'), '{ "name": "schema" }\n')

  const original = (path: string) => {
    const inCopy = path.startsWith(directory) ? path.slice(directory.length + 1) : path
    return posix.join(root, posix.relative('schema', inCopy))
  }
  const literals = lent.flatMap((file) => file.lent.literals)
  return {
    directory,
    schema,
    original,
    environment: (url) =>
      Object.fromEntries(
        [urlVariable, ...lent.flatMap((file) => file.lent.variables)].map((name) => [name, url]),
      ),
    read: async () => {
      const entries = await readdir(join(directory, 'schema'), { recursive: true })
      const paths = entries
        .filter((path) => path.endsWith('.prisma'))
        .map((path) => path.replaceAll('\\', '/'))
      const read = async (path: string) => ({
        path: original(posix.join('schema', path)),
        content: restoreUrl(await readFile(join(directory, 'schema', path), 'utf8'), literals),
      })
      return Promise.all(paths.sort().map(read))
    },
  }
}

/** Null where the CLI needs none: 5 knows no config file, and 6 takes the URL from the schema. */
function configOf(project: PrismaProject, major: number, schema: string): string | null {
  const { externalTables, externalEnums } = schemaFilter(project)
  const external = externalTables.length + externalEnums.length > 0
  if (major < 6 || (major === 6 && !external)) return null
  const config = {
    schema,
    ...(external && {
      experimental: { externalTables: true },
      tables: { external: externalTables },
      enums: { external: externalEnums },
    }),
  }
  const datasource = major >= 7 ? `, datasource: { url: process.env.${urlVariable} }` : ''
  return `export default { ...${JSON.stringify(config)}${datasource} }\n`
}
