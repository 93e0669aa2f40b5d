import type { GitHistory, UnknownMigration } from '../../model/migration.ts'
import { shortCommit, whyNotInGit } from '../git-wording.ts'
import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'

export const migrationUnknown = outcomeRule('migration-unknown', ({ history }) =>
  (history?.diagnosis.unknown ?? []).map((unknown) => ({
    object: { kind: 'migration', name: unknown.name },
    circumstance: 'default',
    message: messageOf(unknown, history?.diagnosis.git ?? 'none'),
    consequence:
      'What it did is in production and in no database made from the repository. `prisma migrate dev` against a database that has run it asks for a reset.',
    location: null,
  })),
)

function messageOf({ name, past }: UnknownMigration, git: GitHistory): string {
  const ran = `Production has run ${code(name)}, which`
  if (!past) return `${ran} is not in the repository. ${whyNotInGit(git)}`
  return past.removedIn
    ? `${ran} was in the repository until commit ${shortCommit(past.removedIn)}.`
    : `${ran} is in commit ${shortCommit(past.commit)} and not in this checkout.`
}
