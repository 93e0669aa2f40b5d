import { type ObjectKind, objectKey } from '../model/object.ts'
import type { Difference, Voter } from './difference.ts'
import { type Explanation, type ObjectRule, objectRule, type RuleContext } from './rule.ts'
import type { Circumstance, RuleId } from './severity.ts'
import { canonicalOf, listOf } from './value.ts'
import { listed, name, voterName } from './wording.ts'

/** Is the object missing or extra? Where only the history is out, both are said of the history. Null when it is neither. */
export function sideOf({ verdicts }: Difference): 'missing' | 'extra' | null {
  const verdict = verdicts.get('presence')
  if (!verdict) return null
  const has = verdict.cause === 'history' ? verdict.votes.history : verdict.votes.database
  return has ? 'extra' : 'missing'
}

interface PresenceRule<R extends RuleId> {
  readonly id: R
  readonly kinds: readonly ObjectKind[]
  readonly side: 'missing' | 'extra'
  /** What the object is called: `column`. */
  readonly noun: string | ((kind: ObjectKind) => string)
  readonly circumstance: (difference: Difference, context: RuleContext) => Circumstance<R> | null
  readonly consequence: (
    difference: Difference,
    context: RuleContext,
    circumstance: Circumstance<R>,
  ) => string
  /** A sentence that the message ends with. */
  readonly remark?: (difference: Difference, context: RuleContext) => string | null
  readonly partOf?: (difference: Difference, context: RuleContext) => Explanation | null
}

/** Makes a rule about objects that some lines have and others lack. */
export function presenceRule<R extends RuleId>(rule: PresenceRule<R>): ObjectRule {
  const { id, kinds, side, noun, circumstance, consequence } = rule
  return objectRule({
    id,
    kinds,
    explains: ['presence'],
    match: (difference, context) => (sideOf(difference) === side ? circumstance(difference, context) : null),
    message: (difference, context) => {
      const called = typeof noun === 'string' ? noun : noun(difference.id.kind)
      const remark = rule.remark?.(difference, context) ?? null
      const text = whereItIs(`The ${called} ${name(difference.id)}`, difference)
      return remark === null ? text : `${text} ${remark}`
    },
    consequence,
    partOf: rule.partOf ?? (() => null),
  })
}

/** `The column users.password is in schema.prisma and the migrations, but not in production.` */
export function whereItIs(subject: string, difference: Difference): string {
  const votes = difference.verdicts.get('presence')?.votes ?? {}
  const voters = (['database', 'history', 'schema'] as const).filter((voter) => votes[voter] !== undefined)
  const called = (voter: Voter) => voterName(voter, difference, 'presence')
  const having = voters.filter((voter) => votes[voter]).map(called)
  const lacking = voters.filter((voter) => !votes[voter]).map(called)
  if (lacking.length === 0)
    return `${subject} is in ${listed(having)}; PSL cannot say it, and there is no history to ask.`
  return `${subject} is in ${listed(having)}, but not in ${listed(lacking, 'or')}.`
}

/** The finding about a column or table that explains why what is built on it is missing or extra too. */
export function builtOn(difference: Difference, context: RuleContext): Explanation | null {
  const { id, database, lines } = difference
  const side = sideOf(difference)
  const object = database ?? lines.history ?? lines.schema
  if (!('table' in id) || !object || side === null) return null
  const { schema, table } = id
  const columns = ['columns', 'include'].flatMap((attribute) => listOf(canonicalOf(object, attribute)))
  const on = columns.map((column) => ({ kind: 'column' as const, schema, table, name: column }))
  const target = listOf(canonicalOf(object, 'targetTable'))[0]
  const targetSchema = listOf(canonicalOf(object, 'targetSchema'))[0]
  const tables =
    target === undefined || targetSchema === undefined
      ? []
      : [{ kind: 'table' as const, schema: targetSchema, name: target }]
  for (const base of [...tables, ...on]) {
    const found = context.find(objectKey(base))
    if (found && sideOf(found) === side) return { rule: `${base.kind}-${side}`, object: found.id }
  }
  return null
}
