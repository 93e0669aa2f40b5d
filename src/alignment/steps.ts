import type { Finding } from '../model/finding.ts'
import { objectKey } from '../model/object.ts'
import { type Direction, type Hazard, hazards, locks, type Phase, phases, type Step } from '../model/plan.ts'
import type { Change, Decided } from './change.ts'
import type { Statement } from './ddl/statement.ts'
import type { Draft } from './draft.ts'
import type { OwnedEdit } from './edits.ts'
import { titleOf } from './titles.ts'

/** Findings that one step settles; the first explains the others. */
interface Group {
  readonly first: Decided
  readonly all: readonly Decided[]
}

/** The steps of a draft, each with the edits that it is the reason for. */
export function stepsOf(draft: Draft, edits: readonly OwnedEdit[]): readonly Step[] {
  const groups = groupsOf(draft.decided)
  const owned = ownersOf(groups, edits)
  return groups
    .map((group) => stepOf(group, draft, owned.get(group) ?? []))
    .toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
}

/** What is part of another finding is settled with it, where it goes the same way. */
function groupsOf(decided: readonly Decided[]): readonly Group[] {
  const known = new Map(decided.map((each) => [each.finding.fingerprint, each]))
  const rootOf = (each: Decided): Decided => {
    const whole = known.get(each.finding.partOf ?? '')
    return whole && whole !== each && goTogether(each, whole) ? rootOf(whole) : each
  }
  const groups = new Map<Decided, Decided[]>()
  for (const each of decided) {
    const root = rootOf(each)
    groups.set(root, [...(groups.get(root) ?? []), each])
  }
  return [...groups].map(([first, all]) => ({ first, all: [first, ...all.filter((each) => each !== first)] }))
}

function goTogether({ decision: one }: Decided, { decision: other }: Decided): boolean {
  if (one.kind === 'settle' && other.kind === 'settle') return one.side === other.side
  return one.kind === other.kind
}

function ownersOf(
  groups: readonly Group[],
  edits: readonly OwnedEdit[],
): ReadonlyMap<Group, readonly OwnedEdit[]> {
  const settled = groups.filter(({ first }) => first.decision.kind === 'settle')
  const owners = new Map<Group, OwnedEdit[]>()
  for (const edit of edits) {
    const owner =
      edit.about
        .map((key) => settled.find(({ all }) => all.some(({ finding }) => isAbout(finding, key))))
        .find((group) => group !== undefined) ?? settled[0]
    if (owner) owners.set(owner, [...(owners.get(owner) ?? []), edit])
  }
  return owners
}

/** Is it about the object of this key, or something on it? */
function isAbout({ object }: Finding, key: string): boolean {
  if (objectKey(object) === key) return true
  if (!('table' in object)) return false
  return objectKey({ kind: 'table', schema: object.schema, name: object.table }) === key
}

function stepOf({ first, all }: Group, draft: Draft, edits: readonly OwnedEdit[]): Step {
  const fingerprints = all.map(({ finding }) => finding.fingerprint)
  const run = fingerprints.flatMap((each) => draft.statements.align.byFinding.get(each) ?? [])
  const adopted = fingerprints.flatMap((each) => draft.statements.adopt.byFinding.get(each) ?? [])
  const direction = directionOf(first, run, edits, adopted)
  const { decision, finding } = first
  return {
    phase: phaseOf(finding, direction),
    direction,
    findings: fingerprints,
    title: titleOf(finding, direction, changeOf(first, draft)),
    why: decision.why,
    sql: run.length === 0 ? null : `${run.map(({ sql }) => `${sql};`).join('\n\n')}\n`,
    migrations: draft.migrations.flatMap(({ name, statements }) =>
      statements.some((each) => run.includes(each) || adopted.includes(each)) ? [name] : [],
    ),
    commands: decision.kind === 'command' ? decision.commands : [],
    edits: edits.map(({ about: _, ...edit }) => edit),
    hazards: hazardsOf(run),
    lock: run.reduce<Step['lock']>(
      (strongest, { lock }) =>
        lock !== null && (strongest === null || locks.indexOf(lock) > locks.indexOf(strongest))
          ? lock
          : strongest,
      null,
    ),
    evidence: null,
  }
}

function changeOf({ finding }: Decided, { changes }: Draft): Change | null {
  return changes.find(({ difference }) => difference.key === objectKey(finding.object)) ?? null
}

function hazardsOf(statements: readonly Statement[]): readonly Hazard[] {
  return hazards.filter((hazard) => statements.some((each) => each.hazards.includes(hazard)))
}

function directionOf(
  { decision, finding }: Decided,
  run: readonly Statement[],
  edits: readonly OwnedEdit[],
  adopted: readonly Statement[],
): Direction {
  if (decision.kind === 'person') return 'person'
  if (run.length > 0 || finding.rule === 'migration-pending') return 'database'
  if (decision.kind === 'command') return 'history'
  return edits.length > 0 || adopted.length === 0 ? 'schema' : 'history'
}

function phaseOf({ rule, object }: Finding, direction: Direction): Phase {
  if (rule === 'id-strategy') return 'ids'
  if (direction !== 'person') return direction
  return object.kind === 'migration' ? 'history' : object.kind === 'file' ? 'schema' : 'database'
}
