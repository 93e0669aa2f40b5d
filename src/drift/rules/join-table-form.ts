import { joinForm } from '../join-tables.ts'
import { objectRule } from '../rule.ts'
import { contrast } from '../wording.ts'

export const joinTableForm = objectRule({
  id: 'join-table-form',
  kinds: ['table'],
  explains: [joinForm],
  match: ({ verdicts }) => (verdicts.has(joinForm) ? 'default' : null),
  message: (difference) =>
    contrast(difference, joinForm, {
      is: (kind) => `keeps its pairs apart by ${form(kind)}`,
      says: (kind) => `that it does so by ${form(kind)}`,
    }),
  consequence: () =>
    'Nothing fails. Prisma 6 and newer make this table with a primary key, and the next `prisma migrate dev` would write that change.',
})

function form(kind: unknown): string {
  return kind === 'primary-key' ? 'a primary key' : 'a unique index'
}
