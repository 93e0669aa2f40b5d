import { answer, type Question } from '../../model/evidence.ts'
import type { Difference } from '../difference.ts'
import { isOnlyHistory, onlyNewDatabases } from '../only-history.ts'
import { objectRule } from '../rule.ts'
import { contrast } from '../wording.ts'

export const columnNullability = objectRule({
  id: 'column-nullability',
  kinds: ['column'],
  explains: ['nullable'],
  match: (difference, { evidence }) => {
    const verdict = difference.verdicts.get('nullable')
    if (!verdict) return null
    if (isOnlyHistory(difference, 'nullable')) return 'history'
    if (!verdict.votes.database) return 'required'
    const [question] = nulls(difference)
    const counted = question ? answer(evidence, question) : null
    if (!counted) return 'unmeasured'
    return counted.rows > 0 ? 'nulls' : 'optional'
  },
  message: (difference, { evidence }) => {
    const text = contrast(difference, 'nullable', {
      is: (nullable) => (nullable ? 'may be null' : 'is required'),
      says: (nullable) => (nullable ? 'that it may be null' : 'that it is required'),
    })
    const [question] = nulls(difference)
    const rows = (question && answer(evidence, question)?.rows) ?? 0
    return rows > 0 ? `${text} ${rows} ${rows === 1 ? 'row holds' : 'rows hold'} null.` : text
  },
  consequence: (_, __, circumstance) => {
    switch (circumstance) {
      case 'required':
        return 'Prisma Client lets the field be left out or set to null; production refuses that with P2011 (null constraint violation).'
      case 'nulls':
        return 'Reading such a row fails with P2032 (found null in a required field), and a migration that sets NOT NULL fails too.'
      case 'optional':
        return 'Nothing fails as long as nothing else writes a null; the first one makes reads fail with P2032.'
      case 'unmeasured':
        return 'If a row holds null, reading it fails with P2032 (found null in a required field).'
      case 'history':
        return onlyNewDatabases('requires, or allows, otherwise')
    }
  },
  questions: nulls,
})

function nulls({ id, verdicts }: Difference): readonly Question[] {
  const verdict = verdicts.get('nullable')
  const isAsked = verdict?.votes.database === true && verdict.cause !== 'history'
  return isAsked && 'table' in id ? [{ kind: 'nulls', column: id }] : []
}
