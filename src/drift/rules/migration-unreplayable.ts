import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'
import { whatFails } from './migration-breaks.ts'

export const migrationUnreplayable = outcomeRule('migration-unreplayable', ({ history }) => {
  const broken = history?.unreplayable
  if (!broken) return []
  return [
    {
      object: { kind: 'migration', name: broken.migration.name },
      circumstance: 'default',
      message: `${code(broken.migration.name)} fails on an empty database: ${whatFails(broken)}`,
      consequence:
        'No new database can be made from the migrations: `prisma migrate dev` fails in its shadow database (P3006), and so do tests and new environments. The history compared here ends before it.',
      location: { file: broken.migration.file, line: broken.line },
    },
  ]
})
