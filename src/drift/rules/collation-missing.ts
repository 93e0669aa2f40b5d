import { presenceRule } from '../presence.ts'

export const collationMissing = presenceRule({
  id: 'collation-missing',
  kinds: ['collation'],
  side: 'missing',
  noun: 'collation',
  circumstance: () => 'default',
  consequence: () =>
    'A column, index or `ORDER BY` that names it fails with 42704 (the collation does not exist).',
})
