import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Delivery, Format, Settings } from '../config/config.ts'
import { Failure } from '../model/failure.ts'
import type { Report } from '../model/report.ts'
import { wantsColours } from '../progress/terminal.ts'
import { failedReport } from '../report/complete.ts'
import type { RenderOptions } from '../report/options.ts'
import { render } from '../report/render.ts'
import { gate } from '../report/summary.ts'
import { makeFolder } from './make-folder.ts'
import { schemaFileOf } from './schema-file.ts'
import { checkAtTerminal, type TerminalContext } from './terminal-check.ts'
import { reportUnwritable } from './unwritable.ts'

/**
 * Runs a check and prints its report.
 * @returns the exit code: that of the gate, or 128 + the signal's number when the process was told to end
 */
export async function runCheck({ config, delivery }: Settings, context: TerminalContext): Promise<number> {
  if (config instanceof Failure) return deliverReport(failed(config), {}, delivery, context)
  return checkAtTerminal(config, context, {
    done: (report) => {
      const { failOn, failOnIntroduced } = config
      return deliverReport(report, { failOn, failOnIntroduced, ...schemaFileOf(config) }, delivery, context)
    },
    interrupted: async (reason) =>
      delivery.format === 'json' ? deliverFailure(reason, 'json', context) : undefined,
  })
}

/** Prints the report of a check that could not even begin. */
export function deliverFailure(failure: unknown, format: Format, context: TerminalContext): Promise<number> {
  return printReport(failed(failure), format, context)
}

/** Prints a report of which nobody asked for anything but a format. */
export function printReport(report: Report, format: Format, context: TerminalContext): Promise<number> {
  return deliverReport(report, {}, { format, reports: [] }, context)
}

type Known = Pick<RenderOptions, 'failOn' | 'failOnIntroduced' | 'schemaFile' | 'unwritten'>

/**
 * Writes a report wherever it is wanted, and prints it.
 * @returns the exit code: that of the gate, or 2 where it could not be written
 */
export async function deliverReport(
  report: Report,
  known: Known,
  { format, reports }: Pick<Delivery, 'format' | 'reports'>,
  context: TerminalContext,
): Promise<number> {
  const { unwritten, tell } = await writeReports(report, known, reports, context)
  showReport(report, { ...known, unwritten }, format, context)
  tell()
  return unwritten.length === 0 ? gate(report, known.failOn ?? 'error', known.failOnIntroduced).exitCode : 2
}

/** Prints a report to standard output. */
export function showReport(report: Report, known: Known, format: Format, context: TerminalContext): void {
  const { stdout, env, version } = context
  const color = wantsColours(stdout, env)
  stdout.write(ended(render(format, report, { version, ...known, color, ...widthOf(stdout) })))
}

/** The columns of a terminal; nothing where it is none. */
export function widthOf({ isTTY, columns }: TerminalContext['stdout']): Pick<RenderOptions, 'width'> {
  return isTTY === true && columns !== undefined ? { width: columns } : {}
}

/** What became of the reports that are files. */
interface Written {
  readonly unwritten: readonly string[]
  /** Says on standard error why some could not be written, and what to do. */
  readonly tell: () => void
}

/** Writes a report into files: all that can be written. */
export async function writeReports(
  report: Report,
  known: Known,
  reports: Delivery['reports'],
  { cwd, stderr, version }: TerminalContext,
): Promise<Written> {
  const problems = await Promise.all(
    reports.map(async (asked) => {
      const text = ended(render(asked.format, report, { version, ...known }))
      const failure = await writeReport(asked, resolve(cwd, asked.file), text)
      return failure === null ? [] : [{ file: asked.file, failure }]
    }),
  )
  return {
    unwritten: problems.flat().map(({ file }) => file),
    tell: () => {
      for (const { failure } of problems.flat()) sayFailure(failure, stderr)
    },
  }
}

/** Null when it was written. */
async function writeReport(
  asked: Delivery['reports'][number],
  path: string,
  text: string,
): Promise<Failure | null> {
  try {
    await makeFolder(dirname(path))
    await writeFile(path, text)
    return null
  } catch (error) {
    return reportUnwritable(asked, error)
  }
}

/** Says a failure where there is a report beside it. */
export function sayFailure({ code, message, next }: Failure, stderr: TerminalContext['stderr']): void {
  stderr.write(`${[`✗ ${message} (${code})`, ...next.map((step) => `  ${step}`)].join('\n')}\n`)
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

function failed(failure: unknown): Report {
  return failedReport(failure, { database: null, prisma: null, timings: [] })
}
