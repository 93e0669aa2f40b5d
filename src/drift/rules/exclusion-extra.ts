import { builtOn, presenceRule } from '../presence.ts'
import { exclusionViolation, unseen } from '../violations.ts'

export const exclusionExtra = presenceRule({
  id: 'exclusion-extra',
  kinds: ['exclusion'],
  side: 'extra',
  noun: 'exclusion constraint',
  circumstance: () => 'default',
  consequence: () =>
    `A \`create\` or \`update\` that comes into the way of another row fails with ${exclusionViolation}. ${unseen}`,
  partOf: builtOn,
})
