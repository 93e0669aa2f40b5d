import { join, resolve } from 'node:path'
import { Failure } from '../../model/failure.ts'
import { relativePath } from '../../model/path.ts'
import { packageSchema } from './package-json.ts'
import { isDirectory, isFile } from './paths.ts'

export interface SchemaSearch {
  readonly workingDirectory: string
  /** `--schema`, as given. */
  readonly given: string | null
  /** `schema` of the Prisma config file, absolute. */
  readonly configured: string | null
  /** The major version of the workspace's Prisma; null when it is not known. */
  readonly major: number | null
}

/** The schema: a file, or a folder of `.prisma` files. */
export interface SchemaPlace {
  readonly kind: 'file' | 'folder'
  /** Absolute. */
  readonly path: string
}

/**
 * Finds the schema where Prisma does: `--schema`, the config file, package.json#prisma.schema (Prisma 7 no longer
 * reads it, so there it comes last), `schema.prisma`, `prisma/schema.prisma`, and the folder `prisma/schema`.
 * https://www.prisma.io/docs/orm/prisma-schema/overview/location
 * @throws Failure `input-missing` saying where it was looked for.
 */
export async function findSchema(search: SchemaSearch): Promise<SchemaPlace> {
  const { workingDirectory, given, configured, major } = search
  if (given !== null) return named(search, resolve(workingDirectory, given), '--schema')
  if (configured !== null) return named(search, configured, 'the Prisma config file')

  const inPackage = await packageSchema(workingDirectory)
  const defaults = ['schema.prisma', join('prisma', 'schema.prisma'), join('prisma', 'schema')].map((path) =>
    join(workingDirectory, path),
  )
  if (inPackage !== null && (major ?? 0) < 7)
    return named(search, inPackage.path, `${inPackage.file}#prisma.schema`)
  const places = inPackage === null ? defaults : [...defaults, inPackage.path]
  for (const path of places) {
    const found = await placeAt(path)
    if (found) return found
  }
  throw missing(
    `No Prisma schema was found. Looked for ${places.map((path) => relativePath(workingDirectory, path)).join(', ')} in ${workingDirectory}, and for a Prisma config file or package.json that names one.`,
  )
}

async function named({ workingDirectory }: SchemaSearch, path: string, by: string): Promise<SchemaPlace> {
  const found = await placeAt(path)
  if (found) return found
  throw missing(`There is no schema at ${relativePath(workingDirectory, path)}, which ${by} names.`)
}

async function placeAt(path: string): Promise<SchemaPlace | null> {
  if (await isFile(path)) return { kind: 'file', path }
  return (await isDirectory(path)) ? { kind: 'folder', path } : null
}

function missing(message: string): Failure {
  return new Failure({
    stage: 'config',
    code: 'input-missing',
    message,
    next: [
      'Give the schema file or folder with --schema.',
      'In a monorepo, give the folder of the package with working-directory.',
    ],
  })
}
