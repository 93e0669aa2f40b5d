import { info, setSecret, warning } from '@actions/core'
import { loadSettings } from '../config/load.ts'
import { readInputs } from '../github/inputs.ts'
import { Failure } from '../model/failure.ts'
import { cleanUp } from '../postgres/clean-up.ts'
import { readRemains } from './state.ts'

/**
 * Runs the action's post step: takes down what a killed main step left behind. Never fails the job, whose
 * verdict the main step gave.
 */
export async function runPost(env: NodeJS.ProcessEnv): Promise<void> {
  const cwd = env.GITHUB_WORKSPACE ?? process.cwd()
  const { config, secrets } = loadSettings({ door: 'action', given: readInputs(env), cwd })
  for (const secret of secrets) setSecret(secret)
  try {
    const remains = readRemains()
    if (remains === null) return
    await cleanUp(remains, config instanceof Failure ? null : config.databaseUrl)
    info('What a killed check leaves behind has been taken down.')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    warning(`What the check left behind could not be taken down: ${why}`)
  }
}
