import { presenceRule } from '../presence.ts'

export const triggerMissing = presenceRule({
  id: 'trigger-missing',
  kinds: ['trigger'],
  side: 'missing',
  noun: 'trigger',
  circumstance: () => 'default',
  consequence: () =>
    'Nothing fails: `create`, `update` and `delete` do only what the client sends, and what the trigger filled in, refused or passed on is left undone from row to row. No command of Prisma misses it.',
})
