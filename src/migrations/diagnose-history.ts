import type { HistoryDiagnosis, Migration, MigrationRecord } from '../model/migration.ts'
import { namesIn } from '../postgres/sql/names.ts'
import { checksumOf } from './read-migrations.ts'

/**
 * Holds what production has run against the repository's migrations. Both are sets of names: a migration merged
 * out of order is pending though later ones are applied.
 *
 * A failed migration (neither finished nor rolled back) is pending as well: `prisma migrate deploy` refuses to go
 * on (P3009) until it is marked as rolled back and then runs it again, so running it on a clone tells whether
 * that will work.
 * https://www.prisma.io/docs/orm/prisma-migrate/workflows/patching-and-hotfixing
 *
 * Git has not been asked: no past text is known yet.
 * @param records null: production keeps none (a folder of another tool), and every migration counts as applied;
 * empty: nothing is applied.
 */
export function diagnoseHistory(
  migrations: readonly Migration[],
  records: readonly MigrationRecord[] | null,
): HistoryDiagnosis {
  const none = { unknown: [], edited: [], failed: [], resolved: [], git: 'none', unrecorded: null } as const
  if (records === null) return { ...none, applied: migrations, pending: [] }
  const appliedRecords = new Map(
    records.filter(({ state }) => state === 'applied').map((record) => [record.name, record]),
  )
  const names = new Set(migrations.map(({ name }) => name))
  return {
    ...none,
    applied: migrations.filter(({ name }) => appliedRecords.has(name)),
    pending: migrations.filter(({ name }) => !appliedRecords.has(name)),
    unknown: [...appliedRecords.values()]
      .filter(({ name }) => !names.has(name))
      .map(({ name, checksum }) => ({ name, checksum, past: null, names: new Set() })),
    edited: migrations.flatMap((migration) => {
      const recorded = appliedRecords.get(migration.name)?.checksum
      if (recorded === undefined || recorded === migration.checksum) return []
      const onlyLineEndings = checksumsOf(migration.sql).includes(recorded)
      const names = namesIn(onlyLineEndings ? '' : migration.sql)
      return { migration, recorded, onlyLineEndings, past: null, names }
    }),
    failed: records.filter(({ state }) => state === 'failed'),
    resolved: records.filter(({ resolved }) => resolved).map(({ name }) => name),
  }
}

/** The checksums of a text with the line endings of Unix, and of Windows. */
export function checksumsOf(sql: string): readonly string[] {
  const unix = sql.replaceAll('\r\n', '\n')
  return [checksumOf(unix), checksumOf(unix.replaceAll('\n', '\r\n'))]
}
