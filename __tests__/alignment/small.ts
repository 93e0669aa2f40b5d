/** A repository and a production of a few lines each, and the report on them. */
import { join } from 'node:path'
import type { Config } from '../../src/config/config.ts'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { checksumOf } from '../../src/migrations/read-migrations.ts'
import type { Report } from '../../src/model/report.ts'
import { checkFolder } from '../support/check-folder.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { datasource, folderWith } from '../support/folder.ts'
import { pgDump } from '../support/pg-dump.ts'

interface Small {
  /** What schema.prisma holds beside its datasource. */
  readonly schema: string
  /** The one migration, which production has run. */
  readonly migration: string
  /** What was done to production by hand. */
  readonly byHand?: string
  /** A migration that production has not run. */
  readonly pending?: string
}

/** Checks it; the options are those of a check. */
export async function check(small: Small, options: Partial<Config> = {}): Promise<Report> {
  const { schema, migration: sql, byHand = '', pending } = small
  const name = '20250101000000_init'
  const database = await createTestDatabase()
  const migration = { name, sql, file: `migrations/${name}/migration.sql`, checksum: checksumOf(sql) }
  const broken = await applyMigrations(database, [migration])
  if (broken) throw new Error(broken.message)
  await query(database, byHand)
  const folder = await folderWith({
    'schema.prisma': datasource + schema,
    'migrations/migration_lock.toml': 'provider = "postgresql"\n',
    [migration.file]: sql,
    ...(pending === undefined ? {} : { 'migrations/20250201000000_next/migration.sql': pending }),
  })
  await pgDump(database, ['--file', join(folder, 'production.sql')])
  return checkFolder(folder, { dump: 'production.sql', plan: 'proved', ...options })
}
