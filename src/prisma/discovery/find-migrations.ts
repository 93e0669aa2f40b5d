import { dirname, join, resolve } from 'node:path'
import { Failure } from '../../model/failure.ts'
import { relativePath } from '../../model/path.ts'
import type { SchemaPlace } from './find-schema.ts'
import { isDirectory } from './paths.ts'
import { majorOf } from './prisma-version.ts'

export interface MigrationsSearch {
  readonly workingDirectory: string
  /** `--migrations`, as given. */
  readonly given: string | null
  /** `migrations.path` of the Prisma config file, absolute. */
  readonly configured: string | null
  readonly schema: SchemaPlace
  /** The file that has the datasource, absolute. */
  readonly datasourceFile: string
  readonly prismaVersion: string | null
}

/**
 * Finds the migrations folder: `--migrations`, the config file, else `migrations` beside the schema. For a schema
 * that is a folder, beside means: in it (Prisma 7), in the folder of the file with the datasource (6.7 and
 * later), beside the folder (before that). The place of the workspace's version is tried first, then the others.
 * https://www.prisma.io/docs/orm/prisma-schema/overview/location
 * @returns its absolute path; null where there is none, as with `prisma db push`.
 * @throws Failure `input-missing` when `--migrations` names no folder.
 */
export async function findMigrations(search: MigrationsSearch): Promise<string | null> {
  const { workingDirectory, given, configured } = search
  if (given === 'none') return null
  if (given !== null) {
    const path = resolve(workingDirectory, given)
    if (await isDirectory(path)) return path
    throw new Failure({
      stage: 'config',
      code: 'input-missing',
      message: `There is no migrations folder at ${relativePath(workingDirectory, path)}, which --migrations names.`,
      next: ['Give the folder that holds the migrations.', 'Without migrations, give --migrations none.'],
    })
  }
  const places = configured === null ? besideSchema(search) : [configured]
  for (const path of places) if (await isDirectory(path)) return path
  return null
}

function besideSchema({ schema, datasourceFile, prismaVersion }: MigrationsSearch): readonly string[] {
  const beside = dirname(schema.path)
  if (schema.kind === 'file') return [join(beside, 'migrations')]
  const byDatasource = dirname(datasourceFile)
  const major = majorOf(prismaVersion) ?? 6
  const minor = Number(prismaVersion?.split('.')[1] ?? 99)
  const first = major >= 7 ? schema.path : major === 6 && minor >= 7 ? byDatasource : beside
  return [...new Set([first, byDatasource, schema.path, beside])].map((folder) => join(folder, 'migrations'))
}
