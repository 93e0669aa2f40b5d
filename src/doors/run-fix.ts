import type { Config, Delivery, Settings } from '../config/config.ts'
import { type FixOptions, readFixOptions } from '../config/fix-options.ts'
import { type Choice, chooseFrom } from '../fix/choose.ts'
import { whyRefuse } from '../fix/refuse.ts'
import { type PendingFile, pendingFiles, writeFiles } from '../fix/write-files.ts'
import { Failure } from '../model/failure.ts'
import { findingGlob } from '../model/glob.ts'
import type { Report } from '../model/report.ts'
import { wantsColours } from '../progress/terminal.ts'
import { gate } from '../report/summary.ts'
import { type FixOutcome, fixText } from '../report/text/fix.ts'
import { deliverFailure, deliverReport, sayFailure, showReport, widthOf, writeReports } from './run-check.ts'
import { schemaFileOf } from './schema-file.ts'
import { checkAtTerminal, type TerminalContext } from './terminal-check.ts'

/**
 * Runs a check and writes its alignment plan into the working tree, or prints it as a patch.
 * @param given the flags that `check` does not have
 * @returns the exit code: 0 when it is written or there is nothing to do, 1 when something is left for a person or
 * the plan failed its proof, 2 when the check could not be done or the plan not be written, 128 + the signal's number
 * when the process was told to end
 */
export async function runFix(
  { config, delivery }: Settings,
  given: Readonly<Record<string, unknown>>,
  context: TerminalContext,
): Promise<number> {
  const options = readFixOptions(given)
  if (config instanceof Failure) return deliverFailure(config, delivery.format, context)
  if (options instanceof Failure) return deliverFailure(options, delivery.format, context)
  const asked: Config = { ...config, only: options.only }
  return checkAtTerminal(asked, context, {
    done: async (report) =>
      report.failure === null
        ? fix(report, { config: asked, delivery, options, context })
        : deliverReport(report, {}, delivery, context),
    interrupted: async (reason) =>
      delivery.format === 'json' ? deliverFailure(reason, 'json', context) : undefined,
  })
}

interface FixRequest {
  readonly config: Config
  readonly delivery: Delivery
  readonly options: FixOptions
  readonly context: TerminalContext
}

async function fix(report: Report, request: FixRequest): Promise<number> {
  const { config, delivery, options, context } = request
  const { plan } = report
  const { failOn, failOnIntroduced } = config
  const known = { failOn, failOnIntroduced, ...schemaFileOf(config) }
  const { unwritten, tell: tellUnwritten } = await writeReports(report, known, delivery.reports, context)
  if (delivery.format !== 'text') showReport(report, known, delivery.format, context)
  tellUnwritten()
  const choice = plan === null ? nothing : chooseFrom(plan, options.scope)
  const isRefused = plan?.proof.status === 'failed' && choice.files.length > 0 && !options.force
  try {
    const files = await pendingFiles(config.workingDirectory, choice.files)
    const did = isRefused ? 'refused' : options.dryRun ? 'printed' : 'wrote'
    if (did === 'wrote') await write(files, request)
    const left = isRefused ? report.findings : unsettled(report, choice, options)
    const { exitCode } = gate({ ...report, findings: left }, failOn, failOnIntroduced)
    const code = unwritten.length > 0 ? 2 : isRefused ? 1 : exitCode
    tell(
      {
        plan,
        did,
        files,
        commands: choice.commands,
        left: code === 1 && !isRefused ? left : [],
        exitCode: code,
      },
      choice,
      request,
    )
    return code
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    sayFailure(error, context.stderr)
    return 2
  }
}

const nothing: Choice = { files: [], patch: '', commands: [], settled: new Set() }

async function write(files: readonly PendingFile[], { config, options }: FixRequest): Promise<void> {
  const refusal = options.force ? null : await whyRefuse(config.workingDirectory, files)
  if (refusal !== null) throw refusal
  await writeFiles(files)
}

/** What the plan leaves of what was asked for. */
function unsettled({ findings }: Report, { settled }: Choice, { only }: FixOptions): Report['findings'] {
  const isWanted = only.length === 0 ? () => true : findingGlob(only)
  return findings.filter((finding) => isWanted(finding) && !settled.has(finding.fingerprint))
}

/** A patch, and a report in another format than text, have standard output to themselves. */
function tell(outcome: FixOutcome, { patch }: Choice, { delivery, context }: FixRequest): void {
  const { stdout, stderr, env } = context
  const isAlone = delivery.format === 'text' && outcome.did !== 'printed'
  if (delivery.format === 'text' && outcome.did === 'printed') stdout.write(patch)
  const stream = isAlone ? stdout : stderr
  stream.write(fixText(outcome, { color: wantsColours(stream, env), ...widthOf(stream) }))
}
