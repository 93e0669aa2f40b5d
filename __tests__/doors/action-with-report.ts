/**
 * The action's main step around a check that only hands over the report in `CHECK_REPORT`, to test the doors
 * without a database. With `CHECK_WAITS` it first waits to be cancelled, as one that has put up a server does.
 */
import { readFileSync } from 'node:fs'
import { runAction } from '../../src/doors/run-action.ts'
import type { Report } from '../../src/model/report.ts'

process.exitCode = await runAction({
  env: process.env,
  cwd: process.env.GITHUB_WORKSPACE ?? process.cwd(),
  version: '0.0.0',
  today: '2026-01-01',
  check: (_config, { progress, signal, onRemains }) =>
    progress.stage('Check', async ({ note }) => {
      onRemains({ provider: 'docker', container: 'c0ffee' })
      if (process.env.CHECK_WAITS !== undefined) {
        process.stdout.write('waiting\n')
        await new Promise((_, reject) => {
          const alive = setInterval(() => {}, 1000)
          signal.addEventListener('abort', () => {
            clearInterval(alive)
            reject(signal.reason)
          })
        })
      }
      note('handed over')
      const report: Report = JSON.parse(readFileSync(process.env.CHECK_REPORT ?? '', 'utf8'))
      return report
    }),
})
