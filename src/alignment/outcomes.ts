import type { Drift } from '../drift/difference.ts'
import { duplicates } from '../drift/hotfix.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome, Migration } from '../model/migration.ts'
import {
  afterFailure,
  beforeDeploy,
  onEmptyDatabase,
  otherLineEndings,
  resolveApplied,
  restoreFrom,
  withOtherText,
  withoutText,
} from './by-hand.ts'
import type { Decision, Facts } from './decide.ts'
import { pathOf } from './home.ts'
import { subjectOf } from './titles.ts'

/** The command that runs the migrations that wait. */
export const deploy = 'npx prisma migrate deploy'

const person = (why: string, title: string): Decision => ({ kind: 'person', why, title })
const command = (why: string, title: string, ...commands: readonly string[]): Decision => ({
  kind: 'command',
  why,
  title,
  commands,
})

/** Decides about a finding that is about a migration or a file. */
export function decideOutcome({ rule, object, location }: Finding, facts: Facts): Decision {
  const { history, drift } = facts
  const what = subjectOf({ rule, object })
  const hotfix = hotfixOf(history, drift)
  if (hotfix !== null && hotfix.name === object.name)
    return command(
      'Production has what it makes, so it is only recorded there.',
      `Record ${what} in production`,
      resolveApplied(hotfix.name),
    )
  if (rule === 'schema-invalid') {
    const place = location ? ` (${location.file}, line ${location.line})` : ''
    return person(
      `Mend what \`npx prisma validate\` says of it${place}, and check again: nothing can be planned before.`,
      `Mend ${what}`,
    )
  }
  if (rule === 'migration-missing')
    return command(
      'The new migration makes it, once the other steps are written.',
      'Write the migration that schema.prisma lacks',
    )
  return history ? aboutMigration({ rule, object }, what, history, facts) : notOfDatabase(what)
}

const notOfDatabase = (what: string) =>
  person('It is not about an object of the database.', `Decide about ${what}`)

function aboutMigration(
  { rule, object }: Pick<Finding, 'rule' | 'object'>,
  what: string,
  history: HistoryOutcome,
  { home, schema }: Facts,
): Decision {
  const { name } = object
  const { diagnosis, breaks, unreplayable } = history
  const edited = diagnosis.edited.find(({ migration }) => migration.name === name)
  const unknown = diagnosis.unknown.find((each) => each.name === name)
  if (rule === 'migration-unrecorded') {
    const ran = diagnosis.unrecorded && object.kind === 'table' ? diagnosis.applied : [object]
    return command(
      'Production has what they make, so they are only recorded there.',
      object.kind === 'table' ? 'Record the migrations in production' : `Record ${what} in production`,
      ...ran.map((each) => resolveApplied(each.name)),
    )
  }
  if (rule === 'migration-pending') {
    const [failed] = diagnosis.failed
    const first = failed?.name ?? breaks?.migration.name
    if (first === undefined) return command('`prisma migrate deploy` runs it.', `Deploy ${what}`, deploy)
    if (first !== name)
      return person(`No deploy gets to it before \`${first}\` is settled.`, `Deploy ${what} later`)
  }
  if (rule === 'migration-failed') return person(afterFailure(name, history), `Say what became of ${what}`)
  if (breaks?.migration.name === name) return person(beforeDeploy(breaks), `Mend what ${what} fails for`)
  if (rule === 'migration-unreplayable' && unreplayable)
    return person(onEmptyDatabase(unreplayable), `Make ${what} run on an empty database`)
  if (edited) {
    const title = `Restore ${what}`
    if (edited.onlyLineEndings)
      return command(
        'It gets the line endings that production ran it with; `*.sql text eol=lf` or `eol=crlf` in `.gitattributes` keeps them.',
        title,
        otherLineEndings(edited),
      )
    return edited.past
      ? command(
          'It becomes what production ran. What the edit was for is found by the next check, and goes into a migration of its own.',
          title,
          restoreFrom(edited.past.commit, edited.migration.file),
        )
      : person(withOtherText(edited, diagnosis.git, schema), title)
  }
  if (unknown)
    return unknown.past
      ? command(
          'Production has run it, so the repository has it again. Check again then: what it makes is compared as part of it.',
          `Bring back ${what}`,
          restoreFrom(unknown.past.commit, pathOf(unknown, home)),
        )
      : person(withoutText(unknown, diagnosis.git, schema), `Bring back ${what}`)
  return notOfDatabase(what)
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
