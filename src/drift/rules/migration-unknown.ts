import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'

export const migrationUnknown = outcomeRule('migration-unknown', ({ history }) =>
  (history?.diagnosis.unknown ?? []).map(({ name }) => ({
    object: { kind: 'migration', name },
    circumstance: 'default',
    message: `Production has run ${code(name)}, which is not in the repository.`,
    consequence:
      'What it did is in production and in no other database; it shows as drift. `prisma migrate dev` against a database that has run it asks for a reset.',
    location: null,
  })),
)
