import type { HistoryOutcome } from '../../model/migration.ts'
import { outcomeRule } from '../rule.ts'
import { code } from '../wording.ts'
import { whatFails } from './migration-breaks.ts'

export const migrationFailed = outcomeRule('migration-failed', ({ history }) => {
  if (!history) return []
  const { failed, applied, pending } = history.diagnosis
  return failed.map(({ name }) => {
    const file = [...applied, ...pending].find((migration) => migration.name === name)?.file
    const again = breakOf(name, history)
    return {
      object: { kind: 'migration', name },
      circumstance: 'default',
      message: `${code(name)} was started in production and neither finished nor was it rolled back.${again ? ` Run again it fails: ${whatFails(again)}` : ''}`,
      consequence:
        'Every `prisma migrate deploy` stops with P3009 until it is settled with `prisma migrate resolve`: `--applied` if production has all it does, `--rolled-back` to run it again.',
      location: file === undefined ? null : { file, line: again?.line ?? 1 },
    }
  })
})

function breakOf(name: string, { breaks }: HistoryOutcome) {
  return breaks?.migration.name === name ? breaks : null
}
