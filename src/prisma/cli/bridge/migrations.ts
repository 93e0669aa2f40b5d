import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MigrationList } from 'schema-engine-wasm-7'
import { compareText } from '../../../model/object.ts'

const lockfileName = 'migration_lock.toml'
const scriptName = 'migration.sql'

/**
 * Reads a migrations folder as the CLI itself does from Prisma 6.6 on; before, it gave the engine the path.
 * A folder that is not there has no migrations.
 */
export async function readMigrations(directory: string): Promise<MigrationList> {
  const [lockfile, entries] = await Promise.all([
    readFile(join(directory, lockfileName), 'utf8').catch(() => null),
    readdir(directory, { withFileTypes: true }).catch(() => []),
  ])
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return {
    baseDir: directory,
    lockfile: { path: lockfileName, content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort(compareText).map(async (path) => ({
        path,
        migrationFile: {
          path: scriptName,
          content: await readFile(join(directory, path, scriptName), 'utf8').then(
            (value) => ({ tag: 'ok' as const, value }),
            (error: Error) => ({ tag: 'error' as const, value: error.message }),
          ),
        },
      })),
    ),
  }
}
