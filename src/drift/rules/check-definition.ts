import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { textOf } from '../value.ts'
import { checkViolation } from '../violations.ts'

export const checkDefinition = definitionRule({
  id: 'check-definition',
  kinds: ['check'],
  noun: () => 'check',
  attributes: {
    expression: 'expression',
    columns: 'columns',
    validated: 'validity',
    noInherit: 'inheritance',
    enforced: 'enforcement',
  },
  describe,
  circumstance: () => 'default',
  consequence: ({ verdicts }) =>
    verdicts.has('expression') || verdicts.has('enforced')
      ? `A \`create\` or \`update\` that the one takes and the other does not fails with ${checkViolation}. \`prisma migrate dev\` does not see the difference.`
      : `New rows are checked alike, but old ones may break it: any \`update\` of such a row fails with ${checkViolation}.`,
})

function describe({ expression = null, noInherit, validated, enforced }: Attributes): string {
  const text = textOf(expression) ?? ''
  const parts = [
    text.startsWith('(') && text.endsWith(')') ? `CHECK ${text}` : `CHECK (${text})`,
    noInherit === true ? 'NO INHERIT' : '',
    enforced === false ? 'NOT ENFORCED' : validated === false ? 'NOT VALID' : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}
