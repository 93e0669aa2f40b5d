import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import { relativePath } from '../model/path.ts'

export const lockFile = 'migration_lock.toml'

const provider = /^[ \t]*provider[ \t]*=[ \t]*["']([^"']*)["']/m

/**
 * Reads Prisma's lock file, which keeps migrations of one database from being run on another.
 * https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories
 * @throws Failure `migrations-provider` when the migrations are not for PostgreSQL. A missing file is in order.
 */
export async function checkLock(directory: string, workingDirectory: string): Promise<void> {
  const path = join(directory, lockFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const found = provider.exec(text)
  if (!found || found[1] === 'postgresql' || found[1] === 'postgres') return
  const file = relativePath(workingDirectory, path)
  throw new Failure({
    stage: 'migrate',
    code: 'migrations-provider',
    message: `The migrations are for ${found[1]}, says ${file}; the schema is for postgresql (P3019).`,
    location: { file, line: text.slice(0, found.index).split('\n').length },
    next: [
      'Give the folder of the PostgreSQL migrations with --migrations.',
      'Without migrations, give --migrations none.',
    ],
  })
}
