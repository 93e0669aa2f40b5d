import type { Attributes, AttributeValue } from '../model/catalog.ts'
import type { ObjectKind } from '../model/object.ts'
import type { Difference, Voter } from './difference.ts'
import { type Explanation, type ObjectRule, objectRule, type RuleContext } from './rule.ts'
import type { Circumstance, RuleId } from './severity.ts'
import { textOf } from './value.ts'
import { code, contrastWhole, listed, name, value, viewOf, voterName } from './wording.ts'

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

/** `differs between production and the migrations in its body and its cost (`1` instead of `100`)` */
function whatDiffers(difference: Difference, attributes: Readonly<Record<string, string>>): string {
  const { verdicts } = difference
  const differing = Object.keys(attributes).filter((attribute) => verdicts.has(attribute))
  const [first = ''] = differing
  const called = (voter: Voter) => voterName(voter, difference, first)
  const others = (['history', 'schema'] as const).filter((voter) =>
    differing.some((attribute) => verdicts.get(attribute)?.votes[voter] !== undefined),
  )
  const parts = differing.map((attribute) => {
    const { database = null, history, schema = null } = verdicts.get(attribute)?.votes ?? {}
    return `its ${attributes[attribute] ?? attribute}${contrastValues(database, history ?? schema)}`
  })
  return `differs between ${listed([called('database'), ...others.map(called)])} in ${listed(parts)}`
}

/** Longer values are left to the report. */
const longest = 60

function contrastValues(one: AttributeValue, other: AttributeValue): string {
  const texts = [one, other].map((each) => textOf(each) ?? '')
  if (texts.some((text) => text.length > longest || text.includes('\n'))) return ''
  return ` (${[one, other].map((each) => (textOf(each) ? value(each) : 'none')).join(' instead of ')})`
}
