import { drawnBy, isLeftOver } from '../cascade.ts'
import { presenceRule } from '../presence.ts'

export const sequenceMissing = presenceRule({
  id: 'sequence-missing',
  kinds: ['sequence'],
  side: 'missing',
  noun: 'sequence',
  circumstance: (difference, context) => (isLeftOver(difference, context) ? null : 'default'),
  consequence: () =>
    '`nextval` of it fails with 42P01 (the relation does not exist): in functions, triggers and raw queries, and in a migration that makes it a default.',
  partOf: drawnBy,
})
