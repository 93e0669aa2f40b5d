import type { EditedMigration, GitHistory } from '../../model/migration.ts'
import { shortCommit, whyNotInGit } from '../git-wording.ts'
import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'

export const migrationEdited = outcomeRule('migration-edited', ({ history }) =>
  (history?.diagnosis.edited ?? []).map((edited) => ({
    object: { kind: 'migration', name: edited.migration.name },
    circumstance: edited.onlyLineEndings ? 'line-endings' : 'content',
    message: messageOf(edited, history?.diagnosis.git ?? 'none'),
    consequence: edited.onlyLineEndings
      ? '`prisma migrate dev` compares checksums and would ask for a reset; `.gitattributes` with `* text=auto eol=lf` keeps the bytes.'
      : 'Production never gets the edit, as `prisma migrate deploy` only warns of it; a new database gets the new text alone. `prisma migrate dev` against a database that ran the old one asks for a reset.',
    location: { file: edited.migration.file, line: 1 },
  })),
)

function messageOf({ migration, past, onlyLineEndings }: EditedMigration, git: GitHistory): string {
  const name = code(migration.name)
  if (onlyLineEndings) return `${name} ran in production with other line endings than the repository has.`
  if (past)
    return `${name} was changed after it ran in production, which has run the text of commit ${shortCommit(past.commit)}.`
  return `${name} was changed after it ran in production: its checksum differs. ${whyNotInGit(git)}`
}
