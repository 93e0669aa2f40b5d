import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'

export const migrationFailed = outcomeRule('migration-failed', ({ history }) => {
  if (!history) return []
  const { failed, applied, pending } = history.diagnosis
  return failed.map(({ name }) => {
    const file = [...applied, ...pending].find((migration) => migration.name === name)?.file
    return {
      object: { kind: 'migration', name },
      circumstance: 'default',
      message: `${code(name)} was started in production and neither finished nor was it rolled back.`,
      consequence:
        'Every `prisma migrate deploy` stops with P3009 until it is settled with `prisma migrate resolve --applied` or `--rolled-back`.',
      location: file === undefined ? null : { file, line: 1 },
    }
  })
})
