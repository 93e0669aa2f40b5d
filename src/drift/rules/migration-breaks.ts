import type { MigrationBreak } from '../../model/migration.ts'
import { duplicates } from '../hotfix.ts'
import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'

/** A migration that failed in production before is `migration-failed`: it is not run again until that is resolved. */
export const migrationBreaks = outcomeRule('migration-breaks', ({ history }) => {
  const broken = history?.breaks
  if (!history || !broken || history.diagnosis.failed.some(({ name }) => name === broken.migration.name))
    return []
  return [
    {
      object: { kind: 'migration', name: broken.migration.name },
      circumstance: 'default',
      message: `${code(broken.migration.name)} fails on production: ${whatFails(broken)}${rowsOf(broken)}`,
      consequence: duplicates.includes(broken.sqlstate)
        ? 'Production already has what it makes, so `prisma migrate deploy` fails with P3018. If it was made by hand as a hotfix, `prisma migrate resolve --applied` records the migration as run.'
        : '`prisma migrate deploy` fails with P3018, and every deploy after it stops with P3009 until the migration is resolved. The rest of this report is on the state before it.',
      location: { file: broken.migration.file, line: broken.line },
    },
  ]
})

/** The statement, and what Postgres says of it. */
export function whatFails({ statement, message, sqlstate }: MigrationBreak): string {
  return `${code(statement)} stops with ${sqlstate}, ${message.replaceAll(/\s+/g, ' ').replace(/\.$/, '')}.`
}

function rowsOf({ rows }: MigrationBreak): string {
  if (rows === null) return ''
  return rows === 1 ? ' 1 row stands in its way.' : ` ${rows} rows stand in its way.`
}
