import { presenceRule } from '../presence.ts'

export const functionMissing = presenceRule({
  id: 'function-missing',
  kinds: ['function'],
  side: 'missing',
  noun: 'function',
  circumstance: () => 'default',
  consequence: () =>
    'What calls it fails with 42883 (the function does not exist): `$queryRaw` with P2010, writes whose trigger calls it, and with P3018 each migration that makes a `dbgenerated(…)` default, a trigger or a policy of it. No command of Prisma misses it.',
})
