import { presenceRule } from '../presence.ts'
import { policyConsequence, presenceEffect } from '../row-security.ts'

export const policyMissing = presenceRule({
  id: 'policy-missing',
  kinds: ['policy'],
  side: 'missing',
  noun: 'policy',
  circumstance: () => 'default',
  consequence: (difference, context) =>
    policyConsequence(difference, context, presenceEffect(difference, 'missing')),
})
