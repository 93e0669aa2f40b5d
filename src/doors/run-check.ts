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

type Known = Pick<RenderOptions, 'failOn' | 'failOnIntroduced' | 'schemaFile'>

/**
 * Prints a report, and writes it wherever else it is wanted.
 * @returns the exit code: that of the gate, or 2 where it could not be written
 */
export async function deliverReport(
  report: Report,
  known: Known,
  { format, reports }: Pick<Delivery, 'format' | 'reports'>,
  context: TerminalContext,
): Promise<number> {
  showReport(report, known, format, context)
  const areWritten = await writeReports(report, known, reports, context)
  return areWritten ? gate(report, known.failOn ?? 'error', known.failOnIntroduced).exitCode : 2
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

/** Writes a report into files; says on standard error where one could not be written, and returns whether all were. */
export async function writeReports(
  report: Report,
  known: Known,
  reports: Delivery['reports'],
  { cwd, stderr, version }: TerminalContext,
): Promise<boolean> {
  const problems = await Promise.all(
    reports.map(({ format, file }) =>
      writeReport(resolve(cwd, file), ended(render(format, report, { version, ...known }))),
    ),
  )
  const unwritten = problems.filter((problem) => problem !== null)
  for (const problem of unwritten) stderr.write(`${problem}\n`)
  return unwritten.length === 0
}

/** Null when it was written, else why not. */
async function writeReport(path: string, text: string): Promise<string | null> {
  try {
    await makeFolder(dirname(path))
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
