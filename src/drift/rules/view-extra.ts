import { presenceRule } from '../presence.ts'
import { viewNoun } from '../views.ts'

export const viewExtra = presenceRule({
  id: 'view-extra',
  kinds: ['view', 'materialized-view'],
  side: 'extra',
  noun: viewNoun,
  circumstance: () => 'default',
  consequence: () =>
    'A `prisma migrate deploy` that drops a column or table it reads fails with P3018 (2BP01, other objects depend on it), one that changes the type of such a column likewise (0A000), and one that makes a view of this name too (42P07): in production alone, as no other database has it.',
})
