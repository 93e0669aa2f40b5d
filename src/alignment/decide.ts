import type { Difference } from '../drift/difference.ts'
import { canonicalOf, equalValues } from '../drift/value.ts'
import { answer, type Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'

/** Who is right: production as it is, or what the repository says. */
export type Side = 'production' | 'repository'

/** What becomes of a finding. */
export type Decision =
  | { readonly kind: 'settle'; readonly side: Side; readonly why: string }
  /** Commands of Prisma settle it, and nothing is written for it. */
  | { readonly kind: 'command'; readonly why: string; readonly commands: readonly string[] }
  | { readonly kind: 'person'; readonly why: string }

/** What a team has said about who gives way, for a finding; null where it has not. */
export type Preference = (finding: Finding) => Side | 'person' | null

const learn = 'Production has it and holds data, so the repository learns it.'
const gain = 'The repository expects it and adding it takes nothing away, so production gains it.'

/**
 * Decides which side gives way. A team with live data changes what it has written down rather than what it has
 * stored: what production has, the schema learns; what only the repository has, production gains; nothing is
 * dropped and no data is cast. Who may read what, and what the rows stand against, is for a person.
 * @param difference null for a finding about a migration or a file
 * @param history null where there is none
 */
export function decide(
  finding: Finding,
  difference: Difference | null,
  evidence: Evidence,
  preference: Preference,
  history: HistoryOutcome | null,
): Decision {
  const wanted = preference(finding)
  if (wanted === 'person') return person('The config leaves it to a person.')
  if (difference === null) return decideOutcome(finding, history)
  const forced = personal(finding, difference)
  if (forced !== null) return person(forced)
  if (wanted !== null) return settle(wanted, `The config says that ${wanted} is right here.`)
  return byDefault(finding, difference, evidence)
}

const settle = (side: Side, why: string): Decision => ({ kind: 'settle', side, why })
const person = (why: string): Decision => ({ kind: 'person', why })
const command = (why: string, ...commands: readonly string[]): Decision => ({
  kind: 'command',
  why,
  commands,
})

const outcomes: Readonly<Record<string, Decision>> = {
  'migration-pending': command('`prisma migrate deploy` runs it.', 'npx prisma migrate deploy'),
  'migration-missing': command('The new migration makes it.'),
  'migration-failed': person(
    'Somebody must say whether what it did stays (`--applied`) or is gone (`--rolled-back`).',
  ),
  'migration-breaks': person('The rows stand against it: mend them, or the migration.'),
  'migration-unreplayable': person('Only who wrote it knows what it takes for granted on an empty database.'),
  'migration-unknown': person('Bring it back into the repository: production has run it.'),
  'migration-edited': person('Restore the text that production ran, or put the change into a new migration.'),
  'schema-invalid': person('The schema must validate before it can be aligned.'),
}

function decideOutcome({ rule, object }: Finding, history: HistoryOutcome | null): Decision {
  if (rule === 'migration-unrecorded') {
    const has = object.kind === 'migration' ? [object] : (history?.diagnosis.applied ?? [])
    return command(
      'Production has what they make, so they are only recorded there.',
      ...has.map(({ name }) => `npx prisma migrate resolve --applied ${name}`),
    )
  }
  return outcomes[rule] ?? person('It is not about an object of the database.')
}

const personalRules: Readonly<Record<string, string>> = {
  'policy-extra': 'Who may read what is not decided by a tool.',
  'policy-definition': 'Who may read what is not decided by a tool.',
  'rls-enabled': 'Who may read what is not decided by a tool.',
  grants: 'Who may do what is not decided by a tool.',
  'enum-order': 'Only making the type anew changes the order of its labels.',
  'join-table-form': 'Both forms keep the pairs apart; there is nothing to gain.',
  'extension-definition': 'Versions of extensions come with the server.',
  'column-generated': 'A column is made generated, or plain, only by making it anew.',
}

function personal({ rule }: Finding, { verdicts }: Difference): string | null {
  const known = personalRules[rule]
  if (known !== undefined) return known
  const fixed = ['partitionBy', 'inherits', 'ofType', 'accessMethod'].filter((name) => verdicts.has(name))
  if (rule === 'table-attributes' && fixed.length > 0)
    return 'A table is divided, or inherits, only by making it anew.'
  return null
}

function byDefault({ rule }: Finding, difference: Difference, evidence: Evidence): Decision {
  const { database, lines, verdicts, id } = difference
  if (verdicts.has('presence'))
    return database === null ? settle('repository', gain) : settle('production', learn)
  const production = settle('production', learn)
  if (rule === 'column-nullability' && database && id.kind === 'column') {
    if (canonicalOf(database, 'nullable') === false) return production
    const nulls = answer(evidence, { kind: 'nulls', column: id })
    return nulls?.rows === 0
      ? settle('repository', 'No row holds a null, so production can require a value as the repository does.')
      : settle(
          'production',
          nulls
            ? `${nulls.rows} rows hold a null, so the field becomes optional.`
            : 'Whether rows hold nulls was not measured, so the field becomes optional.',
        )
  }
  const had = (name: string) => (database ? canonicalOf(database, name) : null)
  if (rule === 'column-default' && had('default') === null && had('identity') === null)
    return settle('repository', gain)
  const repository = lines.schema ?? lines.history
  const onlyUnvalidated = [...verdicts.keys()].every((name) => name === 'validated' || name === 'valid')
  if (onlyUnvalidated && repository && equalValues(had('validated') ?? true, false))
    return settle('repository', 'It holds for new rows already; validating it reads the old ones.')
  if (rule === 'enum-values') return settle('production', 'Each side gains the labels that the other has.')
  return production
}
