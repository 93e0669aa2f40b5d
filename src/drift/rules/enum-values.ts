import { answer, type Question } from '../../model/evidence.ts'
import type { Difference } from '../difference.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { renamedLabels } from '../renames/place.ts'
import { objectRule } from '../rule.ts'
import { literal, quoted } from '../sql.ts'
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
    const { missing, extra, renamed, others, plural } = labels(difference)
    const where = voterName('database', difference, 'labels')
    const all = (some: Iterable<string>) => listed([...some].map(code))
    const lacking = missing.filter((label) => !renamed.has(label))
    const having = without(extra, [...renamed.values()])
    const calls = `calls ${all(renamed.values())} in ${where} what ${others} ${plural ? 'call' : 'calls'} ${all(renamed.keys())}`
    const lacks = `lacks ${all(lacking)} in ${where}, which ${others} ${plural ? 'have' : 'has'}`
    const has = `has ${all(having)} in ${where}, which ${others} ${plural ? 'lack' : 'lacks'}`
    const parts = [
      ...(renamed.size > 0 ? [calls] : []),
      ...(lacking.length > 0 ? [lacks] : []),
      ...(having.length > 0 ? [has] : []),
    ]
    const [question] = inUse(difference)
    const rows = (question && answer(evidence, question)?.rows) ?? 0
    const used = rows > 0 ? ` ${rows} ${rows === 1 ? 'row holds' : 'rows hold'} such a label.` : ''
    return `The enum ${name(difference.id)} ${parts.join(', and ')}.${used}`
  },
  consequence: (difference, _, circumstance) => {
    switch (circumstance) {
      case 'missing':
        return `Prisma Client offers the label; writing it, or filtering by it, fails in Postgres with 22P02 (invalid input value for enum).${renaming(difference)}`
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
  if (!verdict)
    return { missing: [], extra: [], renamed: new Map<string, string>(), others: '', plural: false }
  const own = listOf(verdict.votes.database ?? null)
  const expected = listOf(verdict.votes[expectedBy(verdict)] ?? null)
  const [, against] = camps(verdict)
  const voters = verdict.cause === 'several' ? [expectedBy(verdict)] : against
  return {
    missing: without(expected, own),
    extra: without(own, expected),
    renamed: renamedLabels(expected, own, listOf(verdict.votes.history ?? null)),
    others: listed(voters.map((voter) => voterName(voter, difference, 'labels'))),
    plural: voters.length > 1 || voters[0] === 'history',
  }
}

/** How to settle labels that stand in each other's place: their rows stay as they are. */
function renaming(difference: Difference): string {
  const { id, verdicts } = difference
  const [[expected, own] = []] = labels(difference).renamed
  if (expected === undefined || own === undefined || !('schema' in id)) return ''
  const rename = (one: string, other: string) =>
    code(`ALTER TYPE ${quoted(id)} RENAME VALUE ${literal(one)} TO ${literal(other)};`)
  const map = code(`@map(${JSON.stringify(own)})`)
  return verdicts.get('labels')?.cause === 'schema'
    ? ` If the label was only renamed, ${map} on its value keeps the name in the database, and ${rename(own, expected)} in a migration changes it in all rows.`
    : ` If the label was only renamed, ${rename(own, expected)} gives its name back in all rows; ${map} on its value and ${rename(expected, own)} in a migration, marked as applied in production, keep the new one.`
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
