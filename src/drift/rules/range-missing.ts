import { presenceRule } from '../presence.ts'

export const rangeMissing = presenceRule({
  id: 'range-missing',
  kinds: ['range'],
  side: 'missing',
  noun: 'range type',
  circumstance: () => 'default',
  consequence: () =>
    'A migration that gives a column this type fails with 42704 (the type does not exist), and so does SQL that casts to it.',
})
