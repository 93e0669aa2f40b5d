import { presenceRule } from '../presence.ts'

export const schemaMissing = presenceRule({
  id: 'schema-missing',
  kinds: ['schema'],
  side: 'missing',
  noun: 'schema',
  circumstance: () => 'default',
  consequence: () =>
    'Every query of a model in it fails with P2021 (the table does not exist); its tables are not listed one by one.',
})
