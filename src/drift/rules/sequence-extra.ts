import { drawnBy, isLeftOver } from '../cascade.ts'
import { presenceRule } from '../presence.ts'

export const sequenceExtra = presenceRule({
  id: 'sequence-extra',
  kinds: ['sequence'],
  side: 'extra',
  noun: 'sequence',
  circumstance: (difference, context) => (isLeftOver(difference, context) ? null : 'default'),
  consequence: () =>
    'Nothing fails, and Prisma does not see it. A migration that makes a sequence or table of this name fails with 42P07.',
  partOf: drawnBy,
})
