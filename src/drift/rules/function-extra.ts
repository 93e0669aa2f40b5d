import { presenceRule } from '../presence.ts'

export const functionExtra = presenceRule({
  id: 'function-extra',
  kinds: ['function'],
  side: 'extra',
  noun: 'function',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails today. What comes to call it works in production alone, and a migration that makes it without OR REPLACE fails there with P3018 (42723, it exists already).',
})
