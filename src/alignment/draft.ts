import type { Drift } from '../drift/difference.ts'
import { attributesOf } from '../drift/rules-of.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import { compareText, objectKey } from '../model/object.ts'
import type { NameChange, SchemaChange } from '../model/plan.ts'
import { type Change, changeOf, type Decided } from './change.ts'
import { conventionsOf } from './conventions.ts'
import { type Decision, decide, type Preference } from './decide.ts'
import { inMigrations, type NewMigration, namesAfter } from './new-migrations.ts'
import { nameChanges, schemaChanges } from './schema-changes.ts'
import { type Statements, writeStatements } from './statements.ts'

export interface DraftRequest {
  readonly drift: Drift
  /** Those that are to be settled; what is ignored is not among them. */
  readonly findings: readonly Finding[]
  readonly evidence: Evidence
  readonly preference: Preference
  /** Where names live that have no schema. */
  readonly schema: string
  /** What running the migrations showed; null where there are none. */
  readonly history: HistoryOutcome | null
  /** What was tried and refused, with why, by fingerprint: a person must decide. */
  readonly refused: ReadonlyMap<string, string>
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
  readonly names: readonly NameChange[]
  readonly schema: readonly SchemaChange[]
}

/** Decides about every finding and writes what follows. Pure. */
export function draftPlan(request: DraftRequest): Draft {
  const { drift, findings, evidence, preference, schema, history, refused, today } = request
  const differences = new Map(drift.differences.map((difference) => [difference.key, difference]))
  const blocked = blockedBy(drift)
  const decided = findings.map((finding): Decided => {
    const difference = differences.get(objectKey(finding.object)) ?? null
    const why = refused.get(finding.fingerprint) ?? (finding.rule in firsts ? null : blocked)
    const decision: Decision =
      why === null ? decide(finding, difference, evidence, preference, history) : { kind: 'person', why }
    return { finding, decision, attributes: attributesOf(finding.rule) }
  })
  const conventions = conventionsOf(
    drift.catalogs.deployed ?? drift.catalogs.production ?? { objects: new Map(), gaps: [] },
  )
  const changes = drift.differences.flatMap((difference) => {
    const own = decided.filter(({ finding }) => objectKey(finding.object) === difference.key)
    return changeOf(difference, own, drift, conventions) ?? []
  })
  const statements = writeStatements(changes, drift, schema)
  const names = namesAfter(lastOf(history), today)
  const migrations = [
    ...inMigrations(statements.adopt.all, 'adopt_production', aboutAdopt, names, true),
    ...inMigrations(statements.align.all, 'align_production', aboutAlign, names, false),
  ]
  return {
    decided,
    changes,
    statements,
    migrations,
    rollbackSql: rollback(migrations),
    names: nameChanges(changes, drift.mappings),
    schema: schemaChanges(changes, drift.catalogs.schema),
  }
}

/** Why nothing can be planned yet; null where it can. */
function blockedBy({ catalogs }: Drift): string | null {
  if (catalogs.schema === null) return firsts['schema-invalid']
  return catalogs.deployed === null ? firsts['migration-breaks'] : null
}

/** What must be settled before anything else, with what that means for everything else. */
const firsts = {
  'schema-invalid': 'It can be planned once schema.prisma validates.',
  'migration-breaks': 'It can be planned once the pending migrations run: what they leave is not known.',
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

const aboutAdopt = `What production has already. Record it there before the next deploy:
  npx prisma migrate resolve --applied <the name of this folder>`

const aboutAlign = 'What production lacks. It drops nothing and casts no data.'

/** Takes back what is run in production, the last first. */
function rollback(migrations: readonly NewMigration[]): string {
  const undone = migrations
    .filter(({ recorded }) => !recorded)
    .flatMap(({ statements }) => statements)
    .toReversed()
    .flatMap(({ undo }) => (undo === null ? [] : [`${undo};`]))
  return undone.length === 0
    ? ''
    : `-- Takes back what the migration did in production, the last first.\n\n${undone.join('\n\n')}\n`
}
