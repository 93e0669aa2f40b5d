import { setFailed } from '@actions/core'
import { check } from './check.ts'
import { runAction } from './doors/run-action.ts'
import { dayOf } from './model/day.ts'
import { version } from './package.ts'

try {
  process.exitCode = await runAction({
    check,
    env: process.env,
    cwd: process.env.GITHUB_WORKSPACE ?? process.cwd(),
    version,
    today: dayOf(new Date()),
  })
} catch (error) {
  setFailed(error instanceof Error ? error : String(error))
  process.exitCode = 2
}
