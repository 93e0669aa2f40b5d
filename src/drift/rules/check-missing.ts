import { builtOn, presenceRule } from '../presence.ts'
import { unseen } from '../violations.ts'

export const checkMissing = presenceRule({
  id: 'check-missing',
  kinds: ['check'],
  side: 'missing',
  noun: 'check',
  circumstance: () => 'default',
  consequence: () =>
    `Rows that break it are taken without an error, and once they are in, adding it again fails with 23514. ${unseen}`,
  partOf: builtOn,
})
