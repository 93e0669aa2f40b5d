import type { Finding } from '../model/finding.ts'
import { compareText } from '../model/object.ts'
import type { Difference, Drift } from './difference.ts'
import { droppedBy } from './dropped.ts'
import { mentions } from './mentions.ts'
import type { ObjectRule } from './rule.ts'

/** What schema.prisma says and no migration makes. */
export interface Unmigrated {
  /** The findings that it explains; never empty. */
  readonly findings: readonly Finding[]
  /** The schema file, or the folder of several. */
  readonly file: string
  /** The migration as Prisma's engine writes it; null where it would do more than that, or harm. */
  readonly sql: string | null
}

/** What Prisma's engine would write to bring a database made by the migrations to schema.prisma. */
export interface EngineMigration {
  readonly sql: string
  /** The names it mentions. */
  readonly names: ReadonlySet<string>
}

/** May schema.prisma hold what no migration makes, so that the engine is to be asked? */
export function mayLackMigration({ differences }: Drift): boolean {
  return differences.some((difference) => differsFromHistory(difference, [...difference.verdicts.keys()]))
}

/** Names that do not match: the engine would drop and create what is only to be named. */
const ofNames = new Set(['mapping-missing', 'table-rename', 'column-rename', 'enum-rename'])

/** A finding, and what it is about. */
export interface FoundDifference {
  readonly finding: Finding
  readonly difference: Difference
  readonly rule: Pick<ObjectRule, 'explains'>
}

/**
 * What a missing migration explains: the history differs from schema.prisma in it, and the engine would migrate it.
 * @param migration null where the engine was not asked, or gave no answer
 * @param isWhole do all migrations replay?
 * @returns null where no migration is missing
 */
export function unmigratedOf(
  found: readonly FoundDifference[],
  migration: EngineMigration | null,
  isWhole: boolean,
  drift: Drift,
): Unmigrated | null {
  if (migration === null) return null
  const out = found.filter(({ difference, rule }) => differsFromHistory(difference, rule.explains))
  const findings = out.flatMap(({ finding, difference }) => {
    const isDropped = droppedBy(difference, drift) !== null
    const isMeant = finding.severity !== 'info' && !ofNames.has(finding.rule) && !isDropped
    return isMeant && isMentioned(difference, migration.names) ? [finding] : []
  })
  if (findings.length === 0) return null
  const doesMore = out.some(
    ({ finding, difference }) => ofNames.has(finding.rule) || droppedBy(difference, drift) !== null,
  )
  return { findings, file: schemaFile(drift), sql: isWhole && !doesMore ? migration.sql : null }
}

/** Do history and schema.prisma say something else of any of this? */
function differsFromHistory({ verdicts }: Difference, names: readonly string[]): boolean {
  return names.some((name) => {
    const verdict = verdicts.get(name)
    if (!verdict || verdict.votes.history === undefined || verdict.votes.schema === undefined) return false
    return verdict.cause === 'schema' || verdict.cause === 'history' || verdict.cause === 'several'
  })
}

function isMentioned({ id, lines }: Difference, names: ReadonlySet<string>): boolean {
  const known = [lines.schema, lines.history].flatMap((object) => (object ? [object.id] : []))
  return [id, ...known].some((each) => mentions(names, each))
}

function schemaFile({ context: { source } }: Drift): string {
  const files = [...source.models.values(), ...source.enums.values()].map(({ location }) => location.file)
  const [first = 'schema.prisma', ...others] = [...new Set(files)].sort(compareText)
  if (others.length === 0) return first
  const folders = [first, ...others].map((file) => file.split('/').slice(0, -1))
  const [shortest = []] = folders.toSorted((a, b) => a.length - b.length)
  const common = shortest.filter((part, at) => folders.every((folder) => folder[at] === part))
  return common.length === 0 ? '.' : common.join('/')
}
