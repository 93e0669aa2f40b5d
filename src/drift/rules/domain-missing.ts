import { presenceRule } from '../presence.ts'

export const domainMissing = presenceRule({
  id: 'domain-missing',
  kinds: ['domain'],
  side: 'missing',
  noun: 'domain',
  circumstance: () => 'default',
  consequence: () =>
    'A migration that gives a column this type fails with 42704 (the type does not exist), and so does SQL that casts to it.',
})
