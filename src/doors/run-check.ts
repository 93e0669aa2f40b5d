import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { CheckContext } from '../check.ts'
import type { Config, Delivery, Format, Settings } from '../config/config.ts'
import type { Day } from '../model/day.ts'
import { Failure } from '../model/failure.ts'
import type { Report } from '../model/report.ts'
import type { Remains } from '../postgres/server.ts'
import { type OutputStream, terminalProgress, wantsColours } from '../progress/terminal.ts'
import { failedReport } from '../report/complete.ts'
import type { RenderOptions } from '../report/options.ts'
import { render } from '../report/render.ts'
import { gate } from '../report/summary.ts'
import { onInterruption } from './interruption.ts'
import { schemaFileOf } from './schema-file.ts'

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

/**
 * Runs a check and prints its report. When the process is told to end, the check first takes down what it has
 * put up.
 * @returns the exit code: that of the gate, or 128 + the signal's number
 */
export async function runCheck({ config, delivery }: Settings, context: TerminalContext): Promise<number> {
  if (config instanceof Failure) return deliver(failed(config), {}, delivery, context)
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
    const known = { failOn: config.failOn, ...schemaFileOf(config) }
    const code = await deliver(report, known, delivery, context)
    return interruption.exitCode() ?? code
  } catch (error) {
    const code = interruption.exitCode()
    if (code === null) throw error
    context.stderr.write('Interrupted; the throwaway database has been taken down.\n')
    if (delivery.format === 'json') await deliverFailure(interruption.signal.reason, 'json', context)
    return code
  } finally {
    interruption.dispose()
  }
}

/** Prints the report of a check that could not even begin. */
export function deliverFailure(failure: unknown, format: Format, context: TerminalContext): Promise<number> {
  return deliver(failed(failure), {}, { format, reports: [] }, context)
}

async function deliver(
  report: Report,
  known: Pick<RenderOptions, 'failOn' | 'schemaFile'>,
  { format, reports }: Pick<Delivery, 'format' | 'reports'>,
  context: TerminalContext,
): Promise<number> {
  const { stdout, stderr, env, cwd, version } = context
  const options: RenderOptions = { version, ...known }
  const color = wantsColours(stdout, env)
  const width = stdout.isTTY === true && stdout.columns !== undefined ? { width: stdout.columns } : {}
  stdout.write(ended(render(format, report, { ...options, color, ...width })))
  const written = await Promise.all(
    reports.map(({ format: kind, file }) =>
      writeReport(resolve(cwd, file), ended(render(kind, report, options))),
    ),
  )
  const unwritten = written.filter((problem) => problem !== null)
  for (const problem of unwritten) stderr.write(`${problem}\n`)
  return unwritten.length > 0 ? 2 : gate(report, known.failOn ?? 'error').exitCode
}

/** Null when it was written, else why not. */
async function writeReport(path: string, text: string): Promise<string | null> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return null
  } catch (error) {
    return `The report could not be written: ${error instanceof Error ? error.message : String(error)}`
  }
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

function failed(failure: unknown): Report {
  return failedReport(failure, { database: null, prisma: null, timings: [] })
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
