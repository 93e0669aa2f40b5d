import { builtOn, presenceRule } from '../presence.ts'
import { checkViolation, unseen } from '../violations.ts'

export const checkExtra = presenceRule({
  id: 'check-extra',
  kinds: ['check'],
  side: 'extra',
  noun: 'check',
  circumstance: () => 'default',
  consequence: () => `A \`create\` or \`update\` that breaks it fails with ${checkViolation}. ${unseen}`,
  partOf: builtOn,
})
