import type { Cause } from '../../model/finding.ts'
import { outcomeRule } from '../rule.ts'
import { listed, name, someOf } from '../wording.ts'

export const migrationMissing = outcomeRule('migration-missing', ({ unmigrated }) => {
  if (!unmigrated) return []
  const { findings, file, sql } = unmigrated
  const causes = new Set(findings.map(({ cause }) => cause))
  const [only] = causes
  const isGone = findings.every(({ declared }) => declared === null)
  const names = new Set(findings.map(({ object }) => name(object)))
  return [
    {
      object: { kind: 'file', name: file },
      circumstance: 'default',
      cause: causes.size === 1 && only ? only : 'several',
      message: isGone
        ? `No migration takes away what schema.prisma no longer has: ${listed(someOf([...names]))}.`
        : `No migration makes what schema.prisma says of ${listed(someOf([...names]))}.`,
      consequence: `${isGone ? meaningGone(causes) : meaning(causes)} ${sql === null ? notShown : 'The next `prisma migrate dev` writes the SQL below.'}`,
      location: findings.find(({ location }) => location !== null)?.location ?? null,
      ...(sql !== null && { sql }),
    },
  ]
})

const notShown =
  'What the next `prisma migrate dev` would write is not shown, as other findings must be settled before it is right.'

/** Which databases lack it. */
function meaning(causes: ReadonlySet<Cause>): string {
  if (causes.size === 1 && causes.has('history'))
    return 'Production has it already, so that a migration written now is to be recorded there with `prisma migrate resolve --applied`; databases made by the migrations lack it.'
  if (causes.size === 1 && causes.has('schema'))
    return 'The client expects it, and no deploy brings it to production or to a new database.'
  return 'The client expects it; new databases lack it, and production has it only in part.'
}

/** Which databases have what schema.prisma no longer has. */
function meaningGone(causes: ReadonlySet<Cause>): string {
  if (causes.size === 1 && causes.has('history'))
    return 'Production is without it already, so that a migration written now is to be recorded there with `prisma migrate resolve --applied`; databases made by the migrations have it.'
  if (causes.size === 1 && causes.has('schema'))
    return 'The client no longer knows it, and no deploy takes it out of production or of a new database.'
  return 'The client no longer knows it; new databases have it, and production has it only in part.'
}
