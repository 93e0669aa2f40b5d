import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'
import { whatFails } from './migration-breaks.ts'

export const migrationUnreplayable = outcomeRule('migration-unreplayable', ({ history }) => {
  const broken = history?.unreplayable
  if (!broken) return []
  const { name, file } = broken.migration
  const onRecord = history.diagnosis.resolved.includes(name)
    ? ' Production has it on record and never ran it: what was there before is in no migration.'
    : ''
  return [
    {
      object: { kind: 'migration', name },
      circumstance: 'default',
      message: `${code(name)} fails on an empty database: ${whatFails(broken)}${more(history.unreplayableLater)}${onRecord}`,
      consequence:
        'No new database can be made from the migrations: `prisma migrate dev` fails in its shadow database (P3006), and so do tests and new environments. The history compared here lacks the statements that fail, and has no say on what they mention.',
      location: { file, line: broken.line },
    },
  ]
})

function more({ length }: readonly string[]): string {
  if (length === 0) return ''
  return length === 1 ? ' A later one fails as well.' : ` ${length} later ones fail as well.`
}
