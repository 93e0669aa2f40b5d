import type { Drift } from '../drift/difference.ts'
import { duplicates } from '../drift/hotfix.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome, Migration } from '../model/migration.ts'
import type { Decision, Facts } from './decide.ts'

const person = (why: string): Decision => ({ kind: 'person', why })

/** The command that runs the migrations that wait. */
export const deploy = 'npx prisma migrate deploy'

const resolve = (name: string) => `npx prisma migrate resolve --applied ${name}`

const outcomes: Readonly<Record<string, Decision>> = {
  'migration-pending': {
    kind: 'command',
    why: '`prisma migrate deploy` runs it.',
    commands: [deploy],
  },
  'migration-missing': {
    kind: 'command',
    why: 'The new migration makes it, once the other steps are written.',
    commands: [],
  },
  'migration-failed': person(
    'Somebody must say whether what it did stays (`--applied`) or is gone (`--rolled-back`).',
  ),
  'migration-breaks': person('The rows stand against it: mend them, or the migration.'),
  'migration-unreplayable': person('Only who wrote it knows what it takes for granted on an empty database.'),
  'migration-unknown': person('Bring it back into the repository: production has run it.'),
  'migration-edited': person(
    'Restore the text that production ran, or put the change into a migration of its own.',
  ),
  'schema-invalid': person('schema.prisma must validate before it can be aligned.'),
}

/** Decides about a finding that is about a migration or a file. */
export function decideOutcome({ rule, object }: Finding, { history, drift }: Facts): Decision {
  const hotfix = hotfixOf(history, drift)
  if (hotfix !== null && hotfix.name === object.name)
    return {
      kind: 'command',
      why: 'Production has what it makes, so it is only recorded there.',
      commands: [resolve(hotfix.name)],
    }
  if (rule === 'migration-unrecorded') {
    const ran =
      history?.diagnosis.unrecorded && object.kind === 'table' ? history.diagnosis.applied : [object]
    return {
      kind: 'command',
      why: 'Production has what they make, so they are only recorded there.',
      commands: ran.map(({ name }) => resolve(name)),
    }
  }
  return outcomes[rule] ?? person('It is not about an object of the database.')
}

/**
 * The migration that waits and fails for nothing but that production has what it makes; null where there is none.
 */
export function hotfixOf(history: HistoryOutcome | null, { foretold }: Drift): Migration | null {
  const broken = history?.breaks
  if (!history || !broken || !duplicates.includes(broken.sqlstate)) return null
  const { pending } = history.diagnosis
  const isAlone = pending.length === 1 && pending[0]?.name === broken.migration.name
  return isAlone && foretold.length === 0 ? broken.migration : null
}
