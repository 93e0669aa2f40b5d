import { answer, type Question } from '../../model/evidence.ts'
import type { Difference } from '../difference.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule } from '../rule.ts'
import { listOf } from '../value.ts'
import { camps, code, expectedBy, listed, name, voterName } from '../wording.ts'

export const enumValues = objectRule({
  id: 'enum-values',
  kinds: ['enum'],
  explains: ['labels', 'order'],
  match: (difference, { evidence }) => {
    if (!difference.verdicts.has('labels')) return null
    if (isOnlyHistory(difference, 'labels')) return 'history'
    if (labels(difference).missing.length > 0) return 'missing'
    const [question] = inUse(difference)
    const counted = question ? answer(evidence, question) : null
    if (!counted) return 'unmeasured'
    return counted.rows > 0 ? 'used' : 'extra'
  },
  message: (difference, { evidence }) => {
    const { missing, extra, others, plural } = labels(difference)
    const where = voterName('database', difference, 'labels')
    const lacks = `lacks ${listed(missing.map(code))} in ${where}, which ${others} ${plural ? 'have' : 'has'}`
    const has = `has ${listed(extra.map(code))} in ${where}, which ${others} ${plural ? 'lack' : 'lacks'}`
    const parts = [...(missing.length > 0 ? [lacks] : []), ...(extra.length > 0 ? [has] : [])]
    const [question] = inUse(difference)
    const rows = (question && answer(evidence, question)?.rows) ?? 0
    const used = rows > 0 ? ` ${rows} ${rows === 1 ? 'row holds' : 'rows hold'} such a label.` : ''
    return `The enum ${name(difference.id)} ${parts.join(', and ')}.${used}`
  },
  consequence: (_, __, circumstance) => {
    switch (circumstance) {
      case 'missing':
        return 'Prisma Client offers the label; writing it, or filtering by it, fails in Postgres with 22P02 (invalid input value for enum).'
      case 'used':
        return 'Prisma Client fails on reading such a row (the value is not found in the enum), and so does every list that holds one.'
      case 'extra':
        return 'Nothing fails until something other than this client writes the label; reading that row then fails.'
      case 'unmeasured':
        return 'If a row holds the label, reading it fails (the value is not found in the enum).'
      case 'history':
        return onlyNewDatabases('has other labels')
    }
  },
  questions: inUse,
})

/** What the database lacks and what it has on top, of the labels of those it is held against. */
function labels(difference: Difference) {
  const verdict = difference.verdicts.get('labels')
  if (!verdict) return { missing: [], extra: [], others: '', plural: false }
  const own = listOf(verdict.votes.database ?? null)
  const expected = listOf(verdict.votes[expectedBy(verdict)] ?? null)
  const [, against] = camps(verdict)
  const voters = verdict.cause === 'several' ? [expectedBy(verdict)] : against
  return {
    missing: without(expected, own),
    extra: without(own, expected),
    others: listed(voters.map((voter) => voterName(voter, difference, 'labels'))),
    plural: voters.length > 1 || voters[0] === 'history',
  }
}

function without(labels: readonly string[], others: readonly string[]): readonly string[] {
  return labels.filter((label) => !others.includes(label))
}

function inUse(difference: Difference): readonly Question[] {
  const { id } = difference
  if (id.kind !== 'enum' || isOnlyHistory(difference, 'labels')) return []
  const { extra } = labels(difference)
  return extra.length > 0 ? [{ kind: 'labels', enum: id, labels: extra }] : []
}
