import type { Drift } from '../drift/difference.ts'
import type { Finding } from '../model/finding.ts'
import { objectKey } from '../model/object.ts'
import {
  type Direction,
  type Edit,
  type Hazard,
  hazards,
  type Lock,
  locks,
  type NameChange,
  type Phase,
  phases,
  type SchemaChange,
  type Step,
} from '../model/plan.ts'
import type { Change, Decided } from './change.ts'
import { codeSteps } from './code-steps.ts'
import type { Statement } from './ddl/statement.ts'
import type { Draft } from './draft.ts'
import { deploy } from './outcomes.ts'
import { stepEvidence, type TableSizes } from './step-evidence.ts'
import { titleOf } from './titles.ts'

/** Lines of a schema file that change, with what of a draft is the reason for it. */
export interface ReasonedEdit extends Edit {
  readonly reasons: readonly (SchemaChange | NameChange)[]
}

/** What is known of a draft that was tried. */
export interface Trial {
  readonly drift: Drift
  readonly draft: Draft
  readonly edits: readonly ReasonedEdit[]
  readonly sizes: TableSizes
}

/** Findings that one step settles; the first explains the others. */
interface Group {
  readonly first: Decided
  readonly all: readonly Decided[]
}

/** The steps of a draft, each with the edits that it is the reason for. */
export function stepsOf(trial: Trial): readonly Step[] {
  const { draft, edits } = trial
  const groups = groupsOf(draft.decided)
  const owned = ownersOf(groups, draft, edits)
  return [
    ...groups.map((group) => stepOf(group, trial, owned.get(group) ?? [])),
    ...codeSteps(draft, trial.drift),
  ].toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
}

/** What is part of another finding is settled with it, where it goes the same way; so is what is left for one reason. */
function groupsOf(decided: readonly Decided[]): readonly Group[] {
  const known = new Map(decided.map((each) => [each.finding.fingerprint, each]))
  const left = new Map<string, Decided>()
  for (const each of decided) {
    const reason = reasonOf(each)
    if (reason !== null && !left.has(reason)) left.set(reason, each)
  }
  const rootOf = (each: Decided): Decided => {
    const whole = known.get(each.finding.partOf ?? '') ?? left.get(reasonOf(each) ?? '')
    return whole && whole !== each && goTogether(each, whole) ? rootOf(whole) : each
  }
  const groups = new Map<Decided, Decided[]>()
  for (const each of decided) {
    const root = rootOf(each)
    groups.set(root, [...(groups.get(root) ?? []), each])
  }
  return [...groups].map(([first, all]) => ({ first, all: [first, ...all.filter((each) => each !== first)] }))
}

/** Why an object is left to a person; null where it is not. */
function reasonOf({ finding, decision }: Decided): string | null {
  return decision.kind === 'person' ? JSON.stringify([objectKey(finding.object), decision.why]) : null
}

function goTogether({ decision: one }: Decided, { decision: other }: Decided): boolean {
  if (one.kind === 'settle' && other.kind === 'settle') return one.side === other.side
  if (one.kind === 'command' && other.kind === 'command') return one.commands.join() === other.commands.join()
  return one.kind === other.kind
}

/** Each edit belongs to one step, so that all of them together are the whole patch. */
function ownersOf(
  groups: readonly Group[],
  { schema, names }: Draft,
  edits: readonly ReasonedEdit[],
): ReadonlyMap<Group, readonly Edit[]> {
  const changeOf = new Map<SchemaChange | NameChange, Change>(
    [...schema, ...names].map(({ edit, change }) => [edit, change]),
  )
  const groupOf = new Map(groups.flatMap((group) => group.all.map((each) => [each, group] as const)))
  const settling = groups.filter(({ first }) => first.decision.kind === 'settle')
  const owners = new Map<Group, Edit[]>()
  for (const { reasons, ...edit } of edits) {
    const settled = reasons
      .flatMap((reason) => changeOf.get(reason)?.decided ?? [])
      .filter(({ decision }) => decision.kind === 'settle')
    const owner = settled.map((each) => groupOf.get(each)).find((group) => group !== undefined) ?? settling[0]
    if (owner) owners.set(owner, [...(owners.get(owner) ?? []), edit])
  }
  return owners
}

function stepOf({ first, all }: Group, { draft, sizes }: Trial, edits: readonly Edit[]): Step {
  const fingerprints = all.map(({ finding }) => finding.fingerprint)
  const { adopt, align } = draft.statements
  const run = fingerprints.flatMap((each) => align.byFinding.get(each) ?? [])
  const adopted = fingerprints.flatMap((each) => adopt.byFinding.get(each) ?? [])
  const parts = partsOf(first, draft).flatMap((each) => align.byFinding.get(each) ?? [])
  const direction = directionOf(first, run, edits, adopted)
  const { decision, finding } = first
  const statements = [...new Set(run)]
  return {
    phase: phaseOf(finding, direction),
    direction,
    findings: fingerprints,
    title: titleOf(first, direction, changeFor(first, draft)),
    why: decision.why,
    sql: statements.length === 0 ? null : `${statements.map(({ sql }) => `${sql};`).join('\n\n')}\n`,
    migrations: draft.migrations.flatMap(({ name, statements: own }) =>
      own.some((each) => [run, adopted, parts].some((known) => known.includes(each))) ? [name] : [],
    ),
    commands: decision.kind === 'command' ? decision.commands : [],
    edits,
    hazards: hazardsOf(statements),
    lock: strongest(statements),
    evidence: stepEvidence(all, statements, sizes),
  }
}

/** The findings that a finding only sums up: a migration that is missing is made of what makes them. */
function partsOf({ finding, decision }: Decided, { decided }: Draft): readonly string[] {
  if (decision.kind !== 'command') return []
  return decided.flatMap(({ finding: part }) =>
    part.partOf === finding.fingerprint ? [part.fingerprint] : [],
  )
}

function changeFor({ finding }: Decided, { changes }: Draft): Change | null {
  return changes.find(({ difference }) => difference.key === objectKey(finding.object)) ?? null
}

function hazardsOf(statements: readonly Statement[]): readonly Hazard[] {
  return hazards.filter((hazard) => statements.some((each) => each.hazards.includes(hazard)))
}

function strongest(statements: readonly Statement[]): Lock | null {
  return locks.findLast((lock) => statements.some((each) => each.lock === lock)) ?? null
}

function directionOf(
  first: Decided,
  run: readonly Statement[],
  edits: readonly Edit[],
  adopted: readonly Statement[],
): Direction {
  const { decision } = first
  if (decision.kind === 'person') return 'person'
  if (run.length > 0 || isDeployed(first)) return 'database'
  if (decision.kind === 'command') return 'history'
  // What schema.prisma says of an extension's place it says of the columns that draw from it.
  const isOfSchema = first.finding.object.kind !== 'extension' && edits.length > 0
  return isOfSchema || adopted.length === 0 ? 'schema' : 'history'
}

/** Is it a migration that the next deploy runs? */
function isDeployed({ decision }: Decided): boolean {
  return decision.kind === 'command' && decision.commands.includes(deploy)
}

function phaseOf({ rule, object }: Finding, direction: Direction): Phase {
  if (rule === 'id-strategy') return 'ids'
  if (direction !== 'person') return direction
  return object.kind === 'migration' ? 'history' : object.kind === 'file' ? 'schema' : 'database'
}
