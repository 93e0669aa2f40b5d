import { presenceRule } from '../presence.ts'

export const extensionMissing = presenceRule({
  id: 'extension-missing',
  kinds: ['extension'],
  side: 'missing',
  noun: 'extension',
  circumstance: () => 'default',
  consequence: () =>
    'Defaults, types and indexes that need it cannot be made: the next migration with one fails (42883 or 42704).',
})
