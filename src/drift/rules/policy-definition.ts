import type { Attributes } from '../../model/catalog.ts'
import { definitionRule } from '../definition.ts'
import { policyConsequence } from '../row-security.ts'
import { listOf, textOf } from '../value.ts'

export const policyDefinition = definitionRule({
  id: 'policy-definition',
  kinds: ['policy'],
  noun: () => 'policy',
  attributes: {
    permissive: 'kind',
    command: 'command',
    roles: 'roles',
    using: 'condition',
    check: 'condition for writes',
  },
  describe,
  circumstance: () => 'default',
  consequence: (difference, context) => policyConsequence(difference, context, 'other'),
})

/** As it stands in CREATE POLICY, on one line. */
function describe(view: Attributes): string {
  const [using, check] = [textOf(view.using ?? null), textOf(view.check ?? null)]
  const parts = [
    view.permissive === false ? 'AS RESTRICTIVE' : '',
    `FOR ${textOf(view.command ?? null)} TO ${listOf(view.roles ?? null).join(', ')}`,
    using === null ? '' : `USING (${using})`,
    check === null ? '' : `WITH CHECK (${check})`,
  ]
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}
