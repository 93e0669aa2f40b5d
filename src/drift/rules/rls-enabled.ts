import { objectRule } from '../rule.ts'
import { canonicalOf } from '../value.ts'
import { contrast, name } from '../wording.ts'

const states: Readonly<Record<string, string>> = {
  off: 'off',
  on: 'on',
  forced: 'on, and forced for its owner too',
}

export const rlsEnabled = objectRule({
  id: 'rls-enabled',
  kinds: ['table'],
  explains: ['rowSecurity'],
  match: ({ verdicts }) => (verdicts.has('rowSecurity') ? 'default' : null),
  message: (difference) =>
    contrast(
      difference,
      'rowSecurity',
      {
        is: (state) => `is ${states[String(state)] ?? state}`,
        says: (state) => `it is ${states[String(state)] ?? state}`,
      },
      `Row-level security of the table ${name(difference.id)}`,
    ),
  consequence: ({ database }) => {
    const state = database && canonicalOf(database, 'rowSecurity')
    if (state === 'off')
      return 'No policy of the table has any effect: every role with rights on it reads and writes every row, and `findMany` returns rows that were to be hidden. Prisma does not see it, so no `migrate dev` brings it back.'
    const held =
      state === 'forced'
        ? 'Every role but superusers and those with BYPASSRLS, the owner of the table too,'
        : 'A client that connects neither as the owner of the table nor as a superuser'
    return `${held} reaches the rows that a policy permits and no others: \`findMany\` leaves rows out without any error, and writes that no policy permits fail with 42501. Prisma does not see it, so no \`migrate dev\` takes it away.`
  },
})
