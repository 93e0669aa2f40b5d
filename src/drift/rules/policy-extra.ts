import { presenceRule } from '../presence.ts'
import { policyConsequence, presenceEffect } from '../row-security.ts'

export const policyExtra = presenceRule({
  id: 'policy-extra',
  kinds: ['policy'],
  side: 'extra',
  noun: 'policy',
  circumstance: () => 'default',
  consequence: (difference, context) =>
    policyConsequence(difference, context, presenceEffect(difference, 'extra')),
})
