import type { CheckContext } from '../check.ts'
import type { Config } from '../config/config.ts'
import type { Day } from '../model/day.ts'
import type { Report } from '../model/report.ts'
import type { Remains } from '../postgres/server.ts'
import { type OutputStream, terminalProgress } from '../progress/terminal.ts'
import { onInterruption } from './interruption.ts'

/** What the command line has around it. */
export interface TerminalContext {
  readonly check: (config: Config, context: CheckContext) => Promise<Report>
  readonly stdout: OutputStream & { readonly columns?: number }
  readonly stderr: OutputStream
  readonly env: NodeJS.ProcessEnv
  /** Absolute. */
  readonly cwd: string
  /** This program's own. */
  readonly version: string
  /** In UTC. */
  readonly today: Day
  /** The project that `demo` checks; absolute. */
  readonly exampleDirectory: string
  /** Where each rule has its page; absolute. */
  readonly rulesDirectory: string
}

/** What becomes of a check at a terminal, each with the exit code it leads to. */
export interface Outcomes {
  readonly done: (report: Report) => Promise<number>
  /** Told why, before the process ends with the signal's own code. */
  readonly interrupted: (reason: unknown) => Promise<unknown>
}

/**
 * Runs a check at a terminal. When the process is told to end, the check first takes down what it has put up.
 * @returns the exit code of `done`, or 128 + the signal's number
 */
export async function checkAtTerminal(
  config: Config,
  context: TerminalContext,
  { done, interrupted }: Outcomes,
): Promise<number> {
  let remains: Remains | null = null
  const interruption = onInterruption(() => context.stderr.write(`${leftBehind(remains)}\n`))
  try {
    const report = await context.check(config, {
      progress: terminalProgress(context.stderr, context.env),
      signal: interruption.signal,
      onRemains: (now) => {
        remains = now
      },
      hosted: null,
      today: context.today,
    })
    const code = await done(report)
    return interruption.exitCode() ?? code
  } catch (error) {
    const code = interruption.exitCode()
    if (code === null) throw error
    context.stderr.write('Interrupted; the throwaway database has been taken down.\n')
    await interrupted(interruption.signal.reason)
    return code
  } finally {
    interruption.dispose()
  }
}

function leftBehind(remains: Remains | null): string {
  switch (remains?.provider) {
    case undefined:
      return 'Ended at once.'
    case 'docker':
      return `Ended at once; the container ${remains.container} may still run.`
    case 'local':
    case 'embedded':
      return `Ended at once; a Postgres may still run in ${remains.directory} (process ${remains.pid}).`
    case 'url':
      return `Ended at once; these databases may still be there: ${remains.databases.join(', ')}.`
  }
}
