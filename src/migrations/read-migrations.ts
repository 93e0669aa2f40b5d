import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { Migration } from '../model/migration.ts'
import { compareText } from '../model/object.ts'
import { relativePath } from '../model/path.ts'
import { checkLock, lockFile } from './lock-file.ts'

/**
 * Reads the migrations of a folder: Prisma's (`<name>/migration.sql` each), or plain `*.sql` files. Undo files
 * (`*.down.sql`) are left out.
 * https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories
 * @param directory absolute; null: there are none.
 * @returns in name order by code unit, which is the order they are applied in.
 * @throws Failure of stage `migrate`: `migrations-provider`, `migration-file-missing`, `migrations-unsupported`.
 */
export async function readMigrations(
  directory: string | null,
  workingDirectory: string,
): Promise<readonly Migration[]> {
  if (directory === null) return []
  const entries = (await readdir(directory, { withFileTypes: true })).toSorted((a, b) =>
    compareText(a.name, b.name),
  )
  const read = (name: string, ...path: readonly string[]) =>
    readMigration(name, join(directory, ...path), workingDirectory)

  const plain = entries.filter(
    (entry) => entry.isFile() && /\.sql$/i.test(entry.name) && !/\.down\.sql$/i.test(entry.name),
  )
  if (plain.length > 0 && !entries.some((entry) => entry.name === lockFile)) {
    const migrations = await Promise.all(plain.map((entry) => read(entry.name, entry.name)))
    return migrations.map(refuseSections)
  }
  await checkLock(directory, workingDirectory)
  const folders = entries.filter((entry) => entry.isDirectory())
  return Promise.all(folders.map((entry) => read(entry.name, entry.name, 'migration.sql')))
}

async function readMigration(name: string, path: string, workingDirectory: string): Promise<Migration> {
  const file = relativePath(workingDirectory, path)
  try {
    const bytes = await readFile(path)
    return { name, file, sql: bytes.toString('utf8'), checksum: checksumOf(bytes) }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new Failure({
      stage: 'migrate',
      code: 'migration-file-missing',
      message: `The migration ${name} has no migration.sql; Prisma refuses such a folder (P3015).`,
      location: { file, line: 1 },
      next: [`Restore ${file}, or remove its folder.`],
    })
  }
}

/** sha256 as Prisma records it, in hex. */
export function checksumOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Files of other tools that hold the way back too: run whole, they would undo themselves. */
function refuseSections(migration: Migration): Migration {
  const marked = /^--\s*(?:migrate:down|\+goose\s+down|\+migrate\s+down|rambler\s+down)\b/im.exec(
    migration.sql,
  )
  if (!marked) return migration
  throw new Failure({
    stage: 'migrate',
    code: 'migrations-unsupported',
    message: `${migration.file} holds a section that undoes it, which only its own tool can leave out.`,
    location: { file: migration.file, line: migration.sql.slice(0, marked.index).split('\n').length },
    next: ["Give --migrate-command with your tool's own command; it is run with DATABASE_URL set."],
  })
}
