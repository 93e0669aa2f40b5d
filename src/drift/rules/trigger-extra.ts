import { presenceRule } from '../presence.ts'

export const triggerExtra = presenceRule({
  id: 'trigger-extra',
  kinds: ['trigger'],
  side: 'extra',
  noun: 'trigger',
  circumstance: () => 'default',
  consequence: () =>
    'Writes do more in production than in any other database: `create` and `update` return what the trigger made of the row, and fail when it raises an error. A migration that makes the table anew loses it, and one that makes a trigger of this name fails with P3018 (42710).',
})
