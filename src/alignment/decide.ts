import type { Difference, Drift } from '../drift/difference.ts'
import { canonicalOf } from '../drift/value.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import { type Against, against } from './against.ts'
import { decideOutcome } from './outcomes.ts'
import { personal } from './personal.ts'

/** Who is right: production as it is, or what the repository says. */
export type Side = 'production' | 'repository'

/** What becomes of a finding. */
export type Decision =
  | { readonly kind: 'settle'; readonly side: Side; readonly why: string }
  /** Commands of Prisma settle it, and nothing is written for it. */
  | { readonly kind: 'command'; readonly why: string; readonly commands: readonly string[] }
  | { readonly kind: 'person'; readonly why: string }

/** What a team has said about who gives way. */
export interface Preferences {
  /** For a finding; null where it has not. */
  readonly of: (finding: Finding) => Side | 'person' | null
  /** For all others. */
  readonly policy: 'production-first' | 'schema-first'
}

/** What a decision is taken on. */
export interface Facts {
  readonly drift: Drift
  readonly evidence: Evidence
  readonly preferences: Preferences
  /** Null where there is no history. */
  readonly history: HistoryOutcome | null
}

/**
 * Decides which side gives way. A team with live data changes what it has written down rather than what it has
 * stored: what production has, the schema learns; what only the repository has, production gains; nothing is
 * dropped and no data is cast. Who may read what, and what the rows stand against, is for a person.
 * @param difference null for a finding about a migration or a file
 */
export function decide(finding: Finding, difference: Difference | null, facts: Facts): Decision {
  const { preferences, evidence, drift } = facts
  const wanted = preferences.of(finding)
  if (wanted === 'person') return { kind: 'person', why: 'The config leaves it to a person.' }
  if (difference === null) return decideOutcome(finding, facts)
  const side = wanted ?? (preferences.policy === 'schema-first' ? 'repository' : null)
  const settled =
    side === null
      ? byDefault(finding, difference, facts)
      : ({ kind: 'settle', side, why: becauseOf[wanted === null ? 'policy' : side] } as const)
  const forced = personal(finding, difference, settled.side, drift)
  if (forced !== null) return { kind: 'person', why: forced }
  const rows = settled.side === 'repository' ? against(difference, drift, evidence) : null
  if (!rows?.breaking) return settled
  return rows.stops
    ? { kind: 'person', why: standing(rows.breaking, rows) }
    : {
        ...settled,
        why: `${settled.why} ${counted(rows.breaking, 'row loses what it holds', 'rows lose what they hold')}.`,
      }
}

const becauseOf = {
  policy: 'The config says `policy: schema-first`: the repository is right.',
  production: 'The config says that production is right here.',
  repository: 'The config says that the repository is right here.',
} as const

function standing(breaking: number, { what, keys }: Against): string {
  const apart = keys === null ? '' : ` (${counted(keys, 'key', 'different keys')})`
  return `${counted(breaking, 'row stands', 'rows stand')} against it: ${what}${apart}. Mend them first, or let the repository give way.`
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

type Settled = Extract<Decision, { kind: 'settle' }>

const settle = (side: Side, why: string): Settled => ({ kind: 'settle', side, why })

const learn = settle('production', 'Production has it and holds data, so the repository learns it.')
const gain = settle(
  'repository',
  'The repository expects it and adding it takes nothing away, so production gains it.',
)

function byDefault({ rule }: Finding, difference: Difference, { drift, evidence }: Facts): Settled {
  const { database, lines, verdicts, id } = difference
  if (verdicts.has('presence')) {
    if (database !== null) return learn
    return isTaken(difference, drift)
      ? settle('production', 'Production has something else of this name, so the repository gives way.')
      : gain
  }
  if (rule === 'column-nullability' && database && id.kind === 'column') {
    if (canonicalOf(database, 'nullable') === false) return learn
    const nulls = against(difference, drift, evidence)?.breaking ?? null
    if (nulls === 0)
      return settle(
        'repository',
        'No row holds a null, so production can require a value as the repository does.',
      )
    const said = nulls === null ? 'Whether rows hold nulls was not measured' : `${nulls} rows hold a null`
    return settle('production', `${said}, so the field becomes optional.`)
  }
  const had = (name: string) => (database ? canonicalOf(database, name) : null)
  if (rule === 'column-default' && ['default', 'identity', 'generated'].every((name) => had(name) === null))
    return gain
  const isOnlyUnvalidated = [...verdicts.keys()].every((name) => name === 'validated' || name === 'valid')
  if (isOnlyUnvalidated && (lines.schema ?? lines.history) && (had('validated') ?? had('valid')) === false)
    return settle('repository', 'It holds for new rows already; validating it reads the old ones.')
  if (rule === 'enum-values') return settle('production', 'Each side gains the labels that the other has.')
  return learn
}

/** Has production another relation or type under the name of one that it lacks? */
function isTaken({ id }: Difference, { catalogs: { deployed, production } }: Drift): boolean {
  if (!('schema' in id) || 'table' in id || id.kind === 'function') return false
  return [...((deployed ?? production)?.objects.values() ?? [])].some(
    ({ id: other }) =>
      'schema' in other &&
      !('table' in other) &&
      other.schema === id.schema &&
      other.name === id.name &&
      other.kind !== 'function',
  )
}
