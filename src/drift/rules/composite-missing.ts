import { presenceRule } from '../presence.ts'

export const compositeMissing = presenceRule({
  id: 'composite-missing',
  kinds: ['composite'],
  side: 'missing',
  noun: 'composite type',
  circumstance: () => 'default',
  consequence: () =>
    'A migration that gives a column this type fails with 42704 (the type does not exist), and so does SQL that casts to it.',
})
