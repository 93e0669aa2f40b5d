import { dirname } from 'node:path'
import { getExecOutput } from '@actions/exec'
import { Failure } from '../../model/failure.ts'
import { untilAborted } from '../../postgres/until-aborted.ts'
import { repositoryEnvironment } from '../repository-environment.ts'
import { bridgeEnvironment, quietEnvironment } from './bridge-environment.ts'
import type { InstalledPrisma } from './find-prisma.ts'

export interface PrismaOutput {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface PrismaRun {
  readonly prisma: InstalledPrisma
  readonly args: readonly string[]
  readonly directory: string
  /** Beside those of this process, without the action's inputs and token, and without what changes the output. */
  readonly environment: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/**
 * Runs Prisma's CLI, unseen, and waits for its end.
 * @throws the signal's reason when it is aborted; the exit code is the caller's to judge.
 */
export async function runPrisma(run: PrismaRun): Promise<PrismaOutput> {
  run.signal.throwIfAborted()
  const running = getExecOutput(process.execPath, [run.prisma.program, ...run.args], {
    cwd: run.directory,
    env: { ...inherited(), ...engineEnvironment(run.prisma), ...quietEnvironment, ...run.environment },
    silent: true,
    ignoreReturnCode: true,
  })
  return untilAborted(running, run.signal)
}

/**
 * What the CLI printed when it failed, as a Failure.
 * @param secrets hidden where it printed them
 */
export function prismaFailed(
  command: string,
  { exitCode, stdout, stderr }: PrismaOutput,
  secrets: readonly string[],
): Failure {
  const printed = (stderr.trim() || stdout.trim() || 'nothing').replace(
    /^Loaded Prisma config from .*\s*/m,
    '',
  )
  const said = secrets.reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')),
    printed,
  )
  return new Failure({
    stage: 'prisma',
    code: 'prisma-cli-failed',
    message: `\`prisma ${command}\` of the workspace ended with exit code ${exitCode} and said: ${said.slice(0, 2000)}`,
    next: [
      'Use the bundled engine: `--engine wasm`.',
      `Run \`npx prisma ${command}\` in the workspace to see whether it works there.`,
    ],
  })
}

/** The user's own choice of an engine first, then the one in the install, which the CLI finds itself, then ours. */
function engineEnvironment({ major, hasNativeEngine }: InstalledPrisma): Record<string, string> {
  return process.env.PRISMA_SCHEMA_ENGINE_BINARY || hasNativeEngine ? {} : bridgeEnvironment(major)
}

function inherited(): Record<string, string> {
  const { FORCE_COLOR: _colours, DEBUG: _chatter, ...kept } = repositoryEnvironment()
  // The bridge is started by the name `node`, which a runner of actions need not have on its path.
  return { ...kept, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` }
}
