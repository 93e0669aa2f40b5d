import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'

export const migrationEdited = outcomeRule('migration-edited', ({ history }) =>
  (history?.diagnosis.edited ?? []).map(({ migration: { name, file }, onlyLineEndings }) => ({
    object: { kind: 'migration', name },
    circumstance: onlyLineEndings ? 'line-endings' : 'content',
    message: onlyLineEndings
      ? `${code(name)} ran in production with other line endings than the repository has.`
      : `${code(name)} was changed after it ran in production: its checksum differs.`,
    consequence: onlyLineEndings
      ? '`prisma migrate dev` compares checksums and would ask for a reset; `.gitattributes` with `* text=auto eol=lf` keeps the bytes.'
      : 'Production has what the old text made; a new database gets what the new one makes. `prisma migrate dev` asks for a reset.',
    location: { file, line: 1 },
  })),
)
