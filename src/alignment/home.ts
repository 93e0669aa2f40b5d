import type { HistoryOutcome } from '../model/migration.ts'
import type { NewMigration } from './new-migrations.ts'

/** Where the SQL of a plan goes, and who runs it. */
export interface Home {
  /** `prisma`: a folder each, which Prisma runs; `plain`: files of another tool; `none`: run by hand. */
  readonly kind: 'prisma' | 'plain' | 'none'
  /** Relative to the working directory, with `/`. */
  readonly folder: string
}

/**
 * Finds where new migrations go.
 * @param folder of the migrations, relative; null where there is none
 * @param history null where there is none, or another tool knows it
 */
export function homeOf(folder: string | null, history: HistoryOutcome | null): Home {
  if (folder === null) return { kind: 'none', folder: 'schema-drift' }
  const { applied, pending } = history?.diagnosis ?? { applied: [], pending: [] }
  const isPlain = [...applied, ...pending].some(({ file }) => !file.endsWith('/migration.sql'))
  return { kind: isPlain ? 'plain' : 'prisma', folder }
}

/** The file of a migration. */
export function pathOf({ name }: Pick<NewMigration, 'name'>, { kind, folder }: Home): string {
  return kind === 'prisma' ? `${folder}/${name}/migration.sql` : `${folder}/${name}.sql`
}

/** The file of what takes migrations back, beside the last of them. Prisma and most others pass it over. */
export function rollbackPath({ name }: Pick<NewMigration, 'name'>, { kind, folder }: Home): string {
  return kind === 'prisma' ? `${folder}/${name}/rollback.sql` : `${folder}/${name}.down.sql`
}
