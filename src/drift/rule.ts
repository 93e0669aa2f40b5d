import type { Evidence, Question } from '../model/evidence.ts'
import type { Cause, Location } from '../model/finding.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import type { ObjectId, ObjectKind } from '../model/object.ts'
import type { Difference, Drift } from './difference.ts'
import type { IdChange } from './id-strategy.ts'
import { type Circumstance, type Grade, gradeOf, type RuleId } from './severity.ts'
import type { Unmigrated } from './unmigrated.ts'

/** What a rule may look at beside the difference itself. */
export interface RuleContext {
  readonly drift: Drift
  readonly evidence: Evidence
  /** The difference about the object of this key; null where the lines agree on it. */
  readonly find: (key: string) => Difference | null
  /** Is there an object of this key in any line? */
  readonly exists: (key: string) => boolean
  /** The columns whose type follows from another id strategy, by key. */
  readonly ids: ReadonlyMap<string, IdChange>
}

/** The finding that explains another one. */
export interface Explanation {
  readonly rule: RuleId
  readonly object: ObjectId
}

/** A rule about objects that the lines do not agree on. */
interface ObjectRuleDefinition<R extends RuleId> {
  readonly id: R
  readonly kinds: readonly ObjectKind[]
  /** The verdicts it speaks for: once it has matched, later rules have no say on them. */
  readonly explains: readonly string[]
  /** What it meets; null when it is not about this difference. */
  readonly match: (difference: Difference, context: RuleContext) => Circumstance<R> | null
  /** One plain sentence naming both values. */
  readonly message: (difference: Difference, context: RuleContext) => string
  /** What will break, and when. */
  readonly consequence: (
    difference: Difference,
    context: RuleContext,
    circumstance: Circumstance<R>,
  ) => string
  /** What the rows must be asked before the rule can tell its circumstance. */
  readonly questions?: (difference: Difference) => readonly Question[]
  readonly partOf?: (difference: Difference, context: RuleContext) => Explanation | null
}

/** What a rule says of one difference. */
export interface Judgement extends Grade {
  readonly message: string
  readonly consequence: string
  readonly partOf: Explanation | null
}

export interface ObjectRule {
  readonly id: RuleId
  readonly kinds: readonly ObjectKind[]
  readonly explains: readonly string[]
  readonly judge: (difference: Difference, context: RuleContext) => Judgement | null
  readonly questions: (difference: Difference) => readonly Question[]
}

/** Makes a rule about objects. The rule names the circumstance; its severity is looked up. */
export function objectRule<R extends RuleId>(rule: ObjectRuleDefinition<R>): ObjectRule {
  const { id, kinds, explains, match, message, consequence, questions, partOf } = rule
  return {
    id,
    kinds,
    explains,
    questions: (difference) => questions?.(difference) ?? [],
    judge: (difference, context) => {
      const circumstance = match(difference, context)
      if (circumstance === null) return null
      return {
        ...gradeOf(id, circumstance),
        message: message(difference, context),
        consequence: consequence(difference, context, circumstance),
        partOf: partOf?.(difference, context) ?? null,
      }
    },
  }
}

/** A diagnostic of `prisma validate`. */
export interface Diagnostic {
  readonly message: string
  readonly location: Location | null
}

/** What rules that are not about differences look at. */
export interface Outcome {
  /** Null where there is no history. */
  readonly history: HistoryOutcome | null
  /** Empty when the schema validates. */
  readonly diagnostics: readonly Diagnostic[]
  /** What the pending migrations settle. */
  readonly healed: readonly ObjectId[]
  /** What schema.prisma says and no migration makes; null where there is nothing of the kind. */
  readonly unmigrated: Unmigrated | null
}

/** What such a rule found. */
export interface Found<R extends RuleId> {
  readonly object: ObjectId
  readonly circumstance: Circumstance<R>
  readonly message: string
  readonly consequence: string
  readonly location: Location | null
  /** The line that is out; where it is not said, the schema for a file, and none for a migration. */
  readonly cause?: Cause
  readonly sql?: string
}

export interface OutcomeRule {
  readonly id: RuleId
  readonly find: (outcome: Outcome) => readonly (Omit<Found<RuleId>, 'circumstance'> & Grade)[]
}

/** Makes a rule about the migrations, or about schema.prisma as a whole. */
export function outcomeRule<R extends RuleId>(
  id: R,
  find: (outcome: Outcome) => readonly Found<R>[],
): OutcomeRule {
  return {
    id,
    find: (outcome) =>
      find(outcome).map(({ circumstance, ...found }) => ({ ...found, ...gradeOf(id, circumstance) })),
  }
}

export type Rule = ObjectRule | OutcomeRule
