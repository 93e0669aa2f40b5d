import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../model/failure.ts'
import { relativePath } from '../../model/path.ts'

const dependencies = z.record(z.string(), z.string()).optional().catch(undefined)

const packageJson = z.object({
  version: z.string().optional().catch(undefined),
  prisma: z.object({ schema: z.string().optional() }).optional().catch(undefined),
  dependencies,
  devDependencies: dependencies,
  peerDependencies: dependencies,
})

export type PackageJson = z.infer<typeof packageJson>

/**
 * Reads what concerns Prisma in a package.json.
 * @returns null where there is no such file.
 * @throws Failure `config-invalid` where it is not JSON.
 */
export async function readPackageJson(path: string): Promise<PackageJson | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))
    )
      return null
    throw error
  }
  try {
    return packageJson.parse(JSON.parse(text))
  } catch (cause) {
    throw new Failure(
      {
        stage: 'config',
        code: 'config-invalid',
        message: `${path} could not be read as JSON.`,
        next: ['Mend the file, or give the schema and migrations with --schema and --migrations.'],
      },
      { cause },
    )
  }
}

/** A folder and all above it, nearest first. */
export function ancestors(directory: string): readonly string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...ancestors(parent)]
}

/**
 * The schema that the nearest package.json names.
 * @returns its absolute path, and that package.json relative to the working directory; null when none is named.
 */
export async function packageSchema(
  workingDirectory: string,
): Promise<{ readonly path: string; readonly file: string } | null> {
  for (const directory of ancestors(workingDirectory)) {
    const file = join(directory, 'package.json')
    const found = await readPackageJson(file)
    if (!found) continue
    const schema = found.prisma?.schema
    return schema === undefined
      ? null
      : { path: resolve(directory, schema), file: relativePath(workingDirectory, file) }
  }
  return null
}
