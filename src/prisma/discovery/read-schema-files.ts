import { readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { compareText } from '../../model/object.ts'
import { relativePath } from '../../model/path.ts'
import type { SchemaFile } from '../../model/project.ts'
import type { SchemaPlace } from './find-schema.ts'
import { isDirectory } from './paths.ts'

/**
 * Reads the schema: the file, or every `.prisma` file in the folder and the folders within (links followed).
 * https://www.prisma.io/docs/orm/prisma-schema/overview/location#multi-file-prisma-schema
 * @returns sorted by path.
 */
export async function readSchemaFiles(
  place: SchemaPlace,
  workingDirectory: string,
): Promise<readonly SchemaFile[]> {
  const paths = place.kind === 'file' ? [place.path] : await prismaFiles(place.path, new Set())
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: relativePath(workingDirectory, path),
      content: await readFile(path, 'utf8'),
    })),
  )
  return files.toSorted((a, b) => compareText(a.path, b.path))
}

async function prismaFiles(folder: string, seen: Set<string>): Promise<readonly string[]> {
  const real = await realpath(folder)
  if (seen.has(real)) return []
  seen.add(real)
  const found: string[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (await isDirectory(path)) found.push(...(await prismaFiles(path, seen)))
    else if (name.endsWith('.prisma')) found.push(path)
  }
  return found
}
