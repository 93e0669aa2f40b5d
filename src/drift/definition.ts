import type { Attributes } from '../model/catalog.ts'
import type { ObjectKind } from '../model/object.ts'
import type { Difference, Voter } from './difference.ts'
import { type Explanation, type ObjectRule, objectRule, type RuleContext } from './rule.ts'
import type { Circumstance, RuleId } from './severity.ts'
import { code, contrastWhole, listed, name, viewOf, voterName } from './wording.ts'

interface DefinitionRule<R extends RuleId> {
  readonly id: R
  readonly kinds: readonly ObjectKind[]
  readonly noun: (kind: ObjectKind) => string
  /** The attributes it speaks for, each as a person calls it: `body`, `conditions`. */
  readonly attributes: Readonly<Record<string, string>>
  /**
   * The definition in short, where it fits into a sentence. Without it the message only says what differs, and the
   * report shows the values.
   */
  readonly describe?: (view: Attributes) => string
  readonly circumstance: (difference: Difference, context: RuleContext) => Circumstance<R>
  readonly consequence: (difference: Difference, context: RuleContext) => string
  readonly partOf?: (difference: Difference, context: RuleContext) => Explanation | null
}

/** Makes a rule about objects that the lines have and define in several ways. */
export function definitionRule<R extends RuleId>(rule: DefinitionRule<R>): ObjectRule {
  const { id, kinds, noun, attributes, describe, circumstance, consequence, partOf } = rule
  const explains = Object.keys(attributes)
  return objectRule({
    id,
    kinds,
    explains,
    match: (difference, context) =>
      explains.some((attribute) => difference.verdicts.has(attribute))
        ? circumstance(difference, context)
        : null,
    message: (difference) => {
      const subject = `The ${noun(difference.id.kind)} ${name(difference.id)}`
      if (!describe) return `${subject} ${whatDiffers(difference, attributes)}.`
      return contrastWhole(
        difference,
        explains,
        (voter) => code(describe(viewOf(difference, voter))),
        subject,
      )
    },
    consequence,
    partOf: partOf ?? (() => null),
  })
}

/** `has another body and volatility in production than in the migrations` */
function whatDiffers(difference: Difference, attributes: Readonly<Record<string, string>>): string {
  const { verdicts } = difference
  const differing = Object.keys(attributes).filter((attribute) => verdicts.has(attribute))
  const [first = ''] = differing
  const called = (voter: Voter) => voterName(voter, difference, first)
  const others = (['history', 'schema'] as const).filter((voter) =>
    differing.some((attribute) => verdicts.get(attribute)?.votes[voter] !== undefined),
  )
  const words = listed(differing.map((attribute) => attributes[attribute] ?? attribute))
  return `has another ${words} in ${called('database')} than in ${listed(others.map(called))}`
}
