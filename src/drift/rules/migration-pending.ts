import { type HistoryOutcome, isRecordOnly, type Migration } from '../../model/migration.ts'
import { compareText } from '../../model/object.ts'
import { outcomeRule } from '../rule.ts'
import { code, listed, name as nameOf, someOf } from '../wording.ts'

export const migrationPending = outcomeRule('migration-pending', ({ history, healed }) => {
  if (!history) return []
  const { failed } = history.diagnosis
  const pending = history.diagnosis.pending.filter(
    (migration) => !isRecordOnly(migration) && !failed.some(({ name }) => name === migration.name),
  )
  const last = pending.at(-1)
  return pending.map((migration) => ({
    object: { kind: 'migration' as const, name: migration.name },
    circumstance: 'default' as const,
    message: messageOf(migration, history),
    consequence: `${whenItRuns(migration, history)}${migration === last ? settles(healed.map(nameOf), pending.length) : ''}`,
    location: { file: migration.file, line: 1 },
  }))
})

function messageOf({ name }: Migration, { diagnosis: { applied, unknown } }: HistoryOutcome): string {
  const waits = `${code(name)} is in the repository and has not run in production`
  const later = [...applied, ...unknown].find((other) => compareText(other.name, name) > 0)
  return later ? `${waits}, where ${code(later.name)} has: it was merged out of order.` : `${waits}.`
}

function whenItRuns(migration: Migration, { diagnosis, breaks }: HistoryOutcome): string {
  const [failed] = diagnosis.failed
  if (failed) return `\`prisma migrate deploy\` runs it once ${code(failed.name)} is settled (P3009).`
  if (diagnosis.unrecorded)
    return '`prisma migrate deploy` gets to it once production has a record of the others.'
  if (breaks?.migration.name === migration.name)
    return 'The next `prisma migrate deploy` stops at it (P3018).'
  const { pending } = diagnosis
  const isAfter = breaks && pending.indexOf(migration) > pending.indexOf(breaks.migration)
  if (isAfter)
    return `The next \`prisma migrate deploy\` does not get to it: ${code(breaks.migration.name)} fails before it.`
  return 'The next `prisma migrate deploy` runs it.'
}

function settles(names: readonly string[], count: number): string {
  if (names.length === 0) return ''
  const who = count === 1 ? 'It settles' : 'The pending migrations settle'
  return ` ${who} what is out of line in production now: ${listed(someOf(names))}.`
}
