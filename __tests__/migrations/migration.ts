import { checksumOf } from '../../src/migrations/read-migrations.ts'
import type { Migration } from '../../src/model/migration.ts'

/** A migration of this SQL. */
export function migration(sql: string, name = '20260101000000_change'): Migration {
  return { name, file: `prisma/migrations/${name}/migration.sql`, sql, checksum: checksumOf(sql) }
}
