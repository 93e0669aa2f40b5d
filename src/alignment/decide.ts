import type { Difference, Drift } from '../drift/difference.ts'
import { joinForm } from '../drift/join-tables.ts'
import { attributesOf } from '../drift/rules-of.ts'
import { canonicalOf, equalValues } from '../drift/value.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import { type ObjectId, objectName } from '../model/object.ts'
import { type Against, against } from './against.ts'
import { rowsAgainst } from './find-rows.ts'
import type { Home } from './home.ts'
import { decideOutcome } from './outcomes.ts'
import { personal } from './personal.ts'
import { isAboutRights, rightsToChoose } from './rights.ts'

/** Who is right: production as it is, or what the repository says. */
export type Side = 'production' | 'repository'

/** What becomes of a finding. */
export type Decision =
  | { readonly kind: 'settle'; readonly side: Side; readonly why: string }
  /** Commands of Prisma settle it, and nothing is written for it. */
  | {
      readonly kind: 'command'
      readonly why: string
      readonly title: string
      readonly commands: readonly string[]
    }
  /** Without a title it is something to decide about. */
  | { readonly kind: 'person'; readonly why: string; readonly title?: string }

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
  /** Where names live that have no schema. */
  readonly schema: string
  readonly home: Home
}

/**
 * Decides which side gives way. A team with live data changes what it has written down rather than what it has
 * stored: what production has, the schema learns; what only the repository has, production gains; nothing is
 * dropped and no data is cast. Who may read what, and what the rows stand against, is for a person.
 * @param difference null for a finding about a migration or a file
 */
export function decide(finding: Finding, difference: Difference | null, facts: Facts): Decision {
  const { preferences, evidence, drift, schema } = facts
  const wanted = preferences.of(finding)
  if (wanted === 'person') return { kind: 'person', why: 'The config leaves it to a person.' }
  if (difference === null) return decideOutcome(finding, facts)
  // A `@map` leads to what only schema.prisma spells otherwise.
  const isSchemaFirst = preferences.policy === 'schema-first' && finding.rule !== 'mapping-missing'
  const said = wanted ?? (isSchemaFirst ? 'repository' : null)
  const side = said === 'repository' && isDeclared(finding, difference) ? 'production' : said
  const settled =
    side === null
      ? byDefault(finding, difference, facts)
      : ({
          kind: 'settle',
          side,
          why: side === said ? becauseOf[wanted === null ? 'policy' : side] : declared,
        } as const)
  if (wanted === null && isAboutRights(finding))
    return { kind: 'person', why: rightsToChoose(finding, difference, drift, schema) }
  const forced = personal(finding, difference, settled.side, drift)
  if (forced !== null) return { kind: 'person', why: forced }
  const rows = settled.side === 'repository' ? against(difference, drift, evidence) : null
  if (!rows?.breaking) return settled
  return rows.stops
    ? { kind: 'person', why: standing(rows.breaking, rows, finding, schema) }
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

const declared = 'Production and schema.prisma agree, so the migrations give way.'

/** Does schema.prisma say what production has, so that the migrations alone are out? */
function isDeclared({ rule }: Finding, { verdicts }: Difference): boolean {
  const told = attributesOf(rule).flatMap((name) => verdicts.get(name) ?? [])
  return (
    told.length > 0 &&
    told.every(
      ({ votes: { database = null, schema } }) => schema !== undefined && equalValues(schema, database),
    )
  )
}

/** What the rows stand against, with what there is to do. */
function standing(
  breaking: number,
  { what, keys, question }: Against,
  { rule, object }: Finding,
  home: string,
): string {
  const apart = keys === null ? '' : ` (${counted(keys, 'key', 'different keys')})`
  const said = `${counted(breaking, 'row stands', 'rows stand')} against it: ${what}${apart}.`
  const query = rowsAgainst(question, home)
  if (query === null) return `${said} Give the field a \`@default\`, or make it optional, and check again.`
  const entry = `\`decide: [{ rule: ${rule}, object: ${JSON.stringify(objectName(object))}, side: production }]\``
  return `${said} Mend them (\`${query}\` lists them) and check again, or let the repository give way: ${entry} in the config.`
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

type Settled = Extract<Decision, { kind: 'settle' }>

const settle = (side: Side, why: string): Settled => ({ kind: 'settle', side, why })

const learn = settle('production', 'Production is so today, so the repository follows.')
const gain = settle(
  'repository',
  'The repository expects it and adding it takes nothing away, so production gains it.',
)

function byDefault({ rule }: Finding, difference: Difference, { drift, evidence }: Facts): Settled {
  const { database, lines, verdicts, id } = difference
  if (verdicts.has('presence')) {
    if (database !== null) return learnt(id)
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
    const said =
      nulls === null
        ? 'Whether rows hold nulls was not measured'
        : counted(nulls, 'row holds a null', 'rows hold a null')
    return settle('production', `${said}, so the field becomes optional.`)
  }
  if (rule === 'join-table-form')
    return database && canonicalOf(database, joinForm) === 'primary-key'
      ? learn
      : settle('repository', 'Prisma makes it with a primary key, and the unique index becomes one at once.')
  if ((rule === 'object-name' || rule === 'foreign-key-actions') && isOfJoinTable(id, drift) && lines.schema)
    return settle(
      'repository',
      'Prisma makes the keys of a join table itself and schema.prisma has no word for others, so production follows.',
    )
  const had = (name: string) => (database ? canonicalOf(database, name) : null)
  if (rule === 'column-default' && ['default', 'identity', 'generated'].every((name) => had(name) === null))
    return settle(
      'repository',
      'Only new rows get it, so production gains the default that the repository expects.',
    )
  if (rule === 'id-strategy')
    return settle('production', 'Production makes its ids so and no id is cast, so the repository follows.')
  if (rule === 'column-type')
    return settle(
      'production',
      'Production holds data of this type and no data is cast, so the repository follows.',
    )
  const isOnlyUnvalidated = [...verdicts.keys()].every((name) => name === 'validated' || name === 'valid')
  if (isOnlyUnvalidated && (lines.schema ?? lines.history) && (had('validated') ?? had('valid')) === false)
    return settle('repository', 'It holds for new rows already; validating it reads the old ones.')
  if (rule === 'enum-values') return settle('production', 'Each side gains the labels that the other has.')
  return learn
}

/** What only production has. */
function learnt({ kind }: ObjectId): Settled {
  const why = kind === 'table' || kind === 'column' ? 'holds data' : 'nothing is dropped'
  return settle('production', `Production has it and ${why}, so the repository learns it.`)
}

/** Is it part of the table of a many-to-many relation that no model stands for? */
function isOfJoinTable(id: ObjectId, { context }: Drift): boolean {
  return 'table' in id && context.source.joinTables.has(`${id.schema}.${id.table}`)
}

const indexKinds: ReadonlySet<string> = new Set(['index', 'unique', 'primary-key'])

/** Has production another relation or type under the name of one that it lacks? */
function isTaken({ id }: Difference, { catalogs: { deployed, production } }: Drift): boolean {
  if (!('schema' in id) || id.kind === 'function' || ('table' in id && !indexKinds.has(id.kind))) return false
  return [...((deployed ?? production)?.objects.values() ?? [])].some(
    ({ id: other }) =>
      'schema' in other &&
      'table' in other === 'table' in id &&
      other.schema === id.schema &&
      other.name === id.name &&
      ('table' in other ? indexKinds.has(other.kind) : other.kind !== 'function'),
  )
}
