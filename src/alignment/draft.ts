import { attributesOf } from '../drift/rules-of.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import { compareText, objectKey } from '../model/object.ts'
import type { NameChange, SchemaChange } from '../model/plan.ts'
import { against, type Counted } from './against.ts'
import { type Change, changeOf, type Decided } from './change.ts'
import { contentsOf } from './contents.ts'
import { conventionsOf } from './conventions.ts'
import { type Decision, decide, type Facts } from './decide.ts'
import { inMigrations, type NewMigration, namesAfter } from './new-migrations.ts'
import { namedAnew } from './new-names.ts'
import { hotfixOf } from './outcomes.ts'
import { renamedParts } from './renamed-parts.ts'
import { rollbackOf } from './rollback.ts'
import { nameChanges, type Owned, schemaChanges } from './schema-changes.ts'
import { type Statements, writeStatements } from './statements.ts'
import { subjectOf } from './titles.ts'
import { withheld } from './withheld.ts'

export interface DraftRequest extends Facts {
  /** Those that are to be settled; what is ignored is not among them. */
  readonly findings: readonly Finding[]
  /** What was tried and refused, with why, by fingerprint: a person must decide. */
  readonly refused: ReadonlyMap<string, string>
  /** The rows for which it was, by fingerprint, where they were counted. */
  readonly counted: ReadonlyMap<string, Counted>
  /** As in `2026-11-22`. */
  readonly today: string
}

/** What is to be done, before anybody has tried it. */
export interface Draft {
  readonly decided: readonly Decided[]
  readonly changes: readonly Change[]
  readonly statements: Statements
  /** In the order in which they are run. */
  readonly migrations: readonly NewMigration[]
  readonly rollbackSql: string
  readonly names: readonly Owned<NameChange>[]
  readonly schema: readonly Owned<SchemaChange>[]
}

/** Decides about every finding and writes what follows. Pure. */
export function draftPlan(request: DraftRequest): Draft {
  const { findings, evidence, schema, history, home, refused, counted, today } = request
  const differences = new Map(request.drift.differences.map((difference) => [difference.key, difference]))
  const blocked = blockedBy(request)
  const comesBack = comingBack(request)
  const laterOrNever = (finding: Finding): Decision | null => {
    const why = refused.get(finding.fingerprint)
    if (why !== undefined) return { kind: 'person', why }
    const isFirst =
      finding.rule in firsts ||
      (request.drift.catalogs.schema !== null && finding.object.kind === 'migration')
    return isFirst || blocked === null
      ? null
      : { kind: 'person', why: blocked, title: `Come back to ${subjectOf(finding)}` }
  }
  const single = findings.map((finding): Decided => {
    const difference = differences.get(objectKey(finding.object)) ?? null
    const decision = laterOrNever(finding) ?? comesBack(finding) ?? decide(finding, difference, request)
    const gives = decision.kind === 'settle' && decision.side === 'production'
    const asked = difference === null || gives ? null : against(difference, request.drift, evidence)
    const rows = counted.get(finding.fingerprint) ?? asked
    return { finding, decision, attributes: attributesOf(finding.rule), against: rows }
  })
  const {
    drift,
    decided,
    names: newNames,
  } = namedAnew(
    request.drift,
    single.map((each) => summedUp(each, single)),
  )
  const conventions = conventionsOf(drift)
  const byObject = new Map<string, Decided[]>()
  for (const each of decided) {
    const key = objectKey(each.finding.object)
    byObject.set(key, [...(byObject.get(key) ?? []), each])
  }
  const named = renamedParts(decided)
  const changes = drift.differences.flatMap((difference) => {
    const own = byObject.get(difference.key) ?? named(difference)
    const change = changeOf(difference, own, drift, conventions)
    return change ? [change, ...contentsOf(change, drift, conventions)] : []
  })
  const { stuck, ...statements } = writeStatements(changes, drift, schema)
  const schemaEdits = schemaChanges(changes, drift)
  const left = new Map([...stuck, ...withheld(statements, schemaEdits)])
  if (left.size > 0) return draftPlan({ ...request, refused: new Map([...refused, ...left]) })
  const names = namesAfter(lastOf(history), today)
  const isPrismas = home.kind === 'prisma'
  const migrations = [
    ...inMigrations(statements.adopt.all, names, { ...adopting, isPrismas, schema }),
    ...inMigrations(statements.align.all, names, { ...aligning, isPrismas, schema }),
  ]
  return {
    decided,
    changes,
    statements,
    migrations,
    rollbackSql: rollbackOf(migrations, schema, home),
    names: nameChanges(changes, drift, newNames),
    schema: schemaEdits,
  }
}

/** What only sums up others is for a person where they all are, for their reasons. */
function summedUp(each: Decided, all: readonly Decided[]): Decided {
  const { finding, decision } = each
  const parts = all.filter(({ finding: { partOf } }) => partOf === finding.fingerprint)
  const reasons = parts.flatMap((part) => (part.decision.kind === 'person' ? [part.decision.why] : []))
  return decision.kind === 'command' && parts.length > 0 && reasons.length === parts.length
    ? {
        ...each,
        decision: {
          kind: 'person',
          why: [...new Set(reasons)].join(' '),
          title: `Decide about ${subjectOf(finding)}`,
        },
      }
    : each
}

/** What must be settled before anything else, with what that means for everything else. */
const firsts: Readonly<Record<string, string>> = {
  'schema-invalid': 'It can be planned once schema.prisma validates: check again then.',
  'migration-breaks':
    'It can be planned once the pending migrations run, as what they leave is not known: check again then.',
}

/** Why nothing can be planned yet; null where it can. */
function blockedBy({ drift, history }: Pick<DraftRequest, 'drift' | 'history'>): string | null {
  const { schema, deployed } = drift.catalogs
  const first =
    schema === null
      ? 'schema-invalid'
      : deployed === null && hotfixOf(history, drift) === null
        ? 'migration-breaks'
        : null
  return first && (firsts[first] ?? null)
}

/** What is part of a migration that production ran and git still has comes back with it; null for any other finding. */
function comingBack(request: DraftRequest): (finding: Finding) => Decision | null {
  const { unknown = [], edited = [] } = request.history?.diagnosis ?? {}
  const kept = [...unknown, ...edited.map(({ migration: { name }, past }) => ({ name, past }))]
  const names = new Set(kept.flatMap(({ name, past }) => (past ? [name] : [])))
  const wholes = new Map(
    request.findings
      .filter(({ object }) => object.kind === 'migration' && names.has(object.name))
      .map((whole) => [whole.fingerprint, decide(whole, null, request)]),
  )
  return ({ partOf }) => (partOf === null ? null : (wholes.get(partOf) ?? null))
}

/** The last migration of the repository; null where there is none. */
function lastOf(history: HistoryOutcome | null): string | null {
  const { applied, pending } = history?.diagnosis ?? { applied: [], pending: [] }
  return (
    [...applied, ...pending]
      .map(({ name }) => name)
      .toSorted(compareText)
      .at(-1) ?? null
  )
}

const adopting = {
  stem: 'adopt_production',
  about: 'Brings the migrations to what production is already.',
  recorded: true,
}

const aligning = {
  stem: 'align_production',
  about: 'Brings production to what the repository says.',
  recorded: false,
}
