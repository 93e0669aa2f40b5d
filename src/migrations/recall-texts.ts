import type { FileVersion } from '../git/file-versions.ts'
import { openRepository } from '../git/repository.ts'
import type { HistoryDiagnosis, PastText } from '../model/migration.ts'
import { differingNames, namesIn } from '../postgres/sql/names.ts'
import { checksumsOf } from './diagnose-history.ts'
import { checksumOf } from './read-migrations.ts'

/**
 * Finds in git the texts that production ran and the repository no longer has: those of migrations that were
 * edited, deleted, or are on another branch. A text is known by its checksum, whatever its line endings; git is
 * asked only where there is something to find.
 * @param directory the project's, absolute
 * @throws the signal's reason
 */
export async function recallTexts(
  diagnosis: HistoryDiagnosis,
  directory: string,
  signal: AbortSignal,
): Promise<HistoryDiagnosis> {
  const changed = diagnosis.edited.filter(({ onlyLineEndings }) => !onlyLineEndings)
  const names = [
    ...changed.map(({ migration }) => migration.name),
    ...diagnosis.unknown.map(({ name }) => name),
  ]
  if (names.length === 0) return diagnosis
  const repository = await openRepository(directory, signal)
  if (!repository) return diagnosis
  const versions = await repository.versions(names.map(fileOf))
  const recall = (name: string, checksum: string) => pastText(versions.get(fileOf(name)) ?? [], checksum)
  return {
    ...diagnosis,
    git: repository.isShallow ? 'shallow' : 'whole',
    unknown: diagnosis.unknown.map((unknown) => {
      const past = recall(unknown.name, unknown.checksum)
      return past ? { ...unknown, past, names: namesIn(past.sql) } : unknown
    }),
    edited: diagnosis.edited.map((edited) => {
      const { migration, recorded, onlyLineEndings } = edited
      const past = onlyLineEndings ? null : recall(migration.name, recorded)
      return past ? { ...edited, past, names: differingNames(past.sql, migration.sql) } : edited
    }),
  }
}

function fileOf(name: string): string {
  return `${name}/migration.sql`
}

function pastText(versions: readonly FileVersion[], checksum: string): PastText | null {
  const [newest] = versions
  for (const { commit, content } of versions) {
    if (content === null) continue
    const sql = content.toString('utf8')
    if (checksumOf(content) === checksum || checksumsOf(sql).includes(checksum))
      return { sql, commit, removedIn: newest?.content === null ? newest.commit : null }
  }
  return null
}
