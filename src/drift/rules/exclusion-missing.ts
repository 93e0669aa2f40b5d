import { builtOn, presenceRule } from '../presence.ts'
import { unseen } from '../violations.ts'

export const exclusionMissing = presenceRule({
  id: 'exclusion-missing',
  kinds: ['exclusion'],
  side: 'missing',
  noun: 'exclusion constraint',
  circumstance: () => 'default',
  consequence: () =>
    `Rows that it kept apart are taken without an error, and once they are in, adding it again fails with 23P01. ${unseen}`,
  partOf: builtOn,
})
