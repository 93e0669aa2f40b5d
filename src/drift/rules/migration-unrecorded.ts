import {
  type HistoryDiagnosis,
  isRecordOnly,
  type Migration,
  type UnrecordedHistory,
} from '../../model/migration.ts'
import { outcomeRule } from '../rule.ts'
import { code, listed, someOf } from '../wording.ts'

export const migrationUnrecorded = outcomeRule('migration-unrecorded', ({ history }) => {
  if (!history) return []
  const { unrecorded, applied, pending } = history.diagnosis
  const adopted = pending.filter(isRecordOnly).map(unrecordedOne)
  if (!unrecorded) return adopted
  const isExact = unrecorded.distance === 0 && pending.length === 0
  return [
    {
      object: { kind: 'table', schema: unrecorded.schema, name: '_prisma_migrations' },
      circumstance: isExact ? 'exact' : 'default',
      cause: 'production',
      message: `Production keeps no record of its migrations${nearest(history.diagnosis, unrecorded)}.`,
      consequence: `${isExact ? 'Where only the dump lacks it nothing is wrong; where production does,' : 'Where production lacks it, and not only the dump,'} ${whatDeploys(unrecorded)}.${baseline(applied.map(({ name }) => name))}`,
      location: null,
    },
    ...adopted,
  ]
})

/** A migration that was written for what production has already. */
function unrecordedOne({ name, file }: Migration) {
  return {
    object: { kind: 'migration' as const, name },
    circumstance: 'adopted' as const,
    message: `Production has what ${code(name)} makes, and no record of it.`,
    consequence: `\`prisma migrate deploy\` stops at it (P3018) until \`npx prisma migrate resolve --applied\` records it.`,
    location: { file, line: 1 },
  }
}

function nearest({ applied, pending }: HistoryDiagnosis, { distance }: UnrecordedHistory): string {
  const all = applied.length + pending.length
  const last = applied.at(-1)
  if (!last) return `, and none of the ${all} seems to have run`
  const whole = all === 1 ? 'the only one makes' : `all ${all} make`
  const beginning =
    applied.length === 1
      ? `the first of ${all}, ${code(last.name)}, makes`
      : `the first ${applied.length} of ${all}, up to ${code(last.name)}, make`
  const made = pending.length === 0 ? whole : beginning
  if (distance === 0) return `; it is as ${made} it`
  return `; it is nearest to what ${made}, and differs from it in ${distance === 1 ? '1 object' : `${distance} objects`}`
}

function whatDeploys({ hasTable }: UnrecordedHistory): string {
  return hasTable
    ? '`prisma migrate deploy` runs all of them, and fails at what is there already (P3018)'
    : '`prisma migrate deploy` stops with P3005, as the database is not empty'
}

function baseline(names: readonly string[]): string {
  if (names.length === 0) return ''
  const commands = names.map((name) => code(`npx prisma migrate resolve --applied "${name}"`))
  return ` This writes its baseline: ${listed(someOf(commands))}.`
}
