import type { HistoryDiagnosis, Migration, MigrationRecord } from '../model/migration.ts'
import { checksumOf } from './read-migrations.ts'

/**
 * Holds what production has run against the repository's migrations. Both are sets of names: a migration merged
 * out of order is pending though later ones are applied.
 *
 * A failed migration (neither finished nor rolled back) is pending as well: `prisma migrate deploy` refuses to go
 * on (P3009) until it is marked as rolled back and then runs it again, so running it on a clone tells whether
 * that will work.
 * https://www.prisma.io/docs/orm/prisma-migrate/workflows/patching-and-hotfixing
 * @param records null: production keeps none (`prisma db push`, or a dump without them), and every migration
 * counts as applied; empty: nothing is applied.
 */
export function diagnoseHistory(
  migrations: readonly Migration[],
  records: readonly MigrationRecord[] | null,
): HistoryDiagnosis {
  if (records === null) return { applied: migrations, pending: [], unknown: [], edited: [], failed: [] }
  const appliedRecords = new Map(
    records.filter(({ state }) => state === 'applied').map((record) => [record.name, record]),
  )
  const names = new Set(migrations.map(({ name }) => name))
  return {
    applied: migrations.filter(({ name }) => appliedRecords.has(name)),
    pending: migrations.filter(({ name }) => !appliedRecords.has(name)),
    unknown: [...appliedRecords.values()].filter(({ name }) => !names.has(name)),
    edited: migrations.flatMap((migration) => {
      const recorded = appliedRecords.get(migration.name)?.checksum
      if (recorded === undefined || recorded === migration.checksum) return []
      return { migration, onlyLineEndings: lineEndingVariants(migration.sql).includes(recorded) }
    }),
    failed: records.filter(({ state }) => state === 'failed'),
  }
}

function lineEndingVariants(sql: string): readonly string[] {
  const unix = sql.replaceAll('\r\n', '\n')
  return [checksumOf(unix), checksumOf(unix.replaceAll('\n', '\r\n'))]
}
