import type { CatalogObject } from '../model/catalog.ts'
import type { Evidence, Question } from '../model/evidence.ts'
import { questionKey } from '../model/evidence.ts'
import { type Cause, compareFindings, type Finding } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import { compareText } from '../model/object.ts'
import { cascades } from './cascades.ts'
import { causesOf } from './causes.ts'
import { locate } from './declared.ts'
import type { Difference, Dispute, Drift, Votes } from './difference.ts'
import { fingerprintOf } from './fingerprint.ts'
import { historyNote } from './history-note.ts'
import { hotfixFinding } from './hotfix.ts'
import { idChanges } from './id-strategy.ts'
import { traitsOf } from './kinds/index.ts'
import type { Judgement, ObjectRule, Outcome, OutcomeRule, RuleContext } from './rule.ts'
import { rules } from './rules/index.ts'
import { type EngineMigration, type Unmigrated, unmigratedOf } from './unmigrated.ts'
import { inWordsOf } from './value.ts'

const objectRules = rules.flatMap((rule) => ('judge' in rule ? rule : []))
const outcomeRules = rules.flatMap((rule) => ('find' in rule ? rule : []))

/** What the rows must be asked before the findings can be told: each question once, sorted. */
export function evidenceQuestions(drift: Drift): readonly Question[] {
  const asked = new Map<string, Question>()
  for (const { difference, rule } of matches(drift, contextOf(drift, new Map())))
    for (const question of rule.questions(difference)) asked.set(questionKey(question), question)
  return [...asked].sort(([a], [b]) => compareText(a, b)).map(([, question]) => question)
}

/** What is known beside the catalogs. */
export interface Known extends Pick<Outcome, 'history' | 'diagnostics'> {
  /** Null where the engine was not asked, or gave no answer. */
  readonly migration?: EngineMigration | null
}

/**
 * Tells what the differences mean: one finding an object and rule, and one rule an object where one explains the
 * others.
 * @param evidence the answers to `evidenceQuestions`; what was not measured is said to be so
 * @returns sorted by severity, then object, then rule
 */
export function classify(
  drift: Drift,
  evidence: Evidence,
  { history, diagnostics, migration = null }: Known,
): readonly Finding[] {
  const told = matches(drift, contextOf(drift, evidence)).map((match) => ({
    ...match,
    finding: findingOf(match, drift, history),
  }))
  const unmigrated = unmigratedOf(told, migration, !history?.unreplayable, drift)
  const outcome = { history, diagnostics, healed: drift.healed, unmigrated }
  const found = [
    ...told.map(({ finding }) => explained(finding, unmigrated)),
    ...outcomeRules.flatMap((rule) => outcomeFindings(rule, outcome)),
  ]
  const known = new Set(found.map(({ fingerprint }) => fingerprint))
  return found
    .map((finding) => (finding.partOf && !known.has(finding.partOf) ? { ...finding, partOf: null } : finding))
    .sort(compareFindings)
}

/** What no migration makes is part of the migration that is missing. */
function explained(finding: Finding, unmigrated: Unmigrated | null): Finding {
  if (!unmigrated?.findings.includes(finding) || finding.partOf !== null) return finding
  const partOf = fingerprintOf('migration-missing', { kind: 'file', name: unmigrated.file })
  return { ...finding, partOf }
}

/**
 * What each finding about an object is about: who says what, by attribute.
 * @returns by fingerprint
 */
export function disputes(drift: Drift, evidence: Evidence): ReadonlyMap<string, Dispute> {
  return new Map(
    matches(drift, contextOf(drift, evidence)).map(({ difference: { id, verdicts }, rule }) => [
      fingerprintOf(rule.id, id),
      new Map(rule.explains.flatMap((name) => pairOf(name, verdicts.get(name)?.votes))),
    ]),
  )
}

function pairOf(name: string, votes: Votes | undefined): (readonly [string, Votes])[] {
  return votes === undefined ? [] : [[name, votes]]
}

function contextOf(drift: Drift, evidence: Evidence): RuleContext {
  const differences = new Map(drift.differences.map((difference) => [difference.key, difference]))
  const catalogs = Object.values(drift.catalogs)
  return {
    drift,
    evidence,
    find: (key) => differences.get(key) ?? null,
    exists: (key) => catalogs.some((catalog) => catalog?.objects.has(key)),
    ids: idChanges(drift),
  }
}

interface Match {
  readonly difference: Difference
  readonly rule: ObjectRule
  readonly judgement: Judgement
}

/** Which rules have a say on which differences: the first that matches has its verdicts to itself. */
function matches(drift: Drift, context: RuleContext): readonly Match[] {
  const found = drift.differences.flatMap((difference) => {
    const open = new Set(difference.verdicts.keys())
    return objectRules.flatMap((rule) => {
      if (!rule.kinds.includes(difference.id.kind) || !rule.explains.some((name) => open.has(name))) return []
      const judgement = rule.judge(difference, context)
      if (!judgement) return []
      for (const name of rule.explains) open.delete(name)
      return { difference, rule, judgement }
    })
  })
  const follows = cascades(
    found.map(({ difference, rule }) => ({
      difference,
      explains: rule.explains,
      finding: { rule: rule.id, object: difference.id },
    })),
  )
  return found.map((match) => {
    const { difference, rule, judgement } = match
    const partOf = judgement.partOf ?? follows({ difference, explains: rule.explains })
    return { ...match, judgement: { ...judgement, partOf } }
  })
}

function findingOf(
  { difference, rule, judgement }: Match,
  drift: Drift,
  history: HistoryOutcome | null,
): Finding {
  const { id, lines } = difference
  const { severity, reason, message, consequence } = judgement
  const told = (object: CatalogObject | null) => object && inWordsOf(object, lines.production)
  const note = historyNote(difference, rule, drift, history)
  const partOf = judgement.partOf ?? hotfixFinding(difference, history) ?? note?.partOf
  return {
    rule: rule.id,
    severity,
    reason,
    object: id,
    production: lines.production?.attributes ?? null,
    history: told(lines.history),
    declared: isSaid(lines.schema, drift) ? told(lines.schema) : null,
    deployed: told(lines.deployed),
    cause: note?.cause ?? causeOfAll(difference, rule),
    introduced: null,
    message,
    consequence: note ? `${note.sentence} ${consequence}` : consequence,
    location: locate(difference, drift),
    partOf: partOf ? fingerprintOf(partOf.rule, partOf.object) : null,
    fingerprint: fingerprintOf(rule.id, id),
  }
}

/** The schema line also holds what schema.prisma only refers to, as a function in a default. */
function isSaid(object: CatalogObject | null, { context }: Drift): boolean {
  return object !== null && traitsOf(object.id.kind).declarable(object, context.project.previewFeatures)
}

/** The line that is out in all that the rule explains; `several` where these are not the same. */
function causeOfAll(difference: Difference, { explains }: ObjectRule): Cause {
  const causes = causesOf(difference, explains)
  const [only] = causes
  return causes.size === 1 && only ? only : 'several'
}

function outcomeFindings(rule: OutcomeRule, outcome: Outcome): readonly Finding[] {
  return rule.find(outcome).map((found) => ({
    ...found,
    rule: rule.id,
    production: null,
    history: null,
    declared: null,
    deployed: null,
    cause: found.cause ?? (found.object.kind === 'file' ? 'schema' : 'unknown'),
    introduced: null,
    partOf: null,
    fingerprint: fingerprintOf(rule.id, found.object),
  }))
}
