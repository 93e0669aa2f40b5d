import { relative } from 'node:path'
import { info, setFailed, setOutput, setSecret } from '@actions/core'
import type { CheckContext } from '../check.ts'
import type { Config, Settings } from '../config/config.ts'
import { loadSettings } from '../config/load.ts'
import { annotate } from '../github/annotate.ts'
import { type RunContext, readRunContext } from '../github/event.ts'
import { hostedRepository } from '../github/hosted.ts'
import { readInputs } from '../github/inputs.ts'
import { printReport } from '../github/log.ts'
import { commentOnPullRequest } from '../github/pull-request.ts'
import { suggestOnPullRequest } from '../github/suggest.ts'
import { writeSummary } from '../github/summary.ts'
import { decide } from '../github/verdict.ts'
import type { Day } from '../model/day.ts'
import { Failure } from '../model/failure.ts'
import type { Report } from '../model/report.ts'
import { actionsProgress } from '../progress/actions.ts'
import { failedReport } from '../report/complete.ts'
import { summaryLimit } from '../report/markdown/comment.ts'
import { markdown } from '../report/markdown.ts'
import type { RenderOptions } from '../report/options.ts'
import { onInterruption } from './interruption.ts'
import { writeReportFiles } from './report-files.ts'
import { schemaFileOf } from './schema-file.ts'
import { saveRemains } from './state.ts'

/** What the action has around it. */
export interface ActionContext {
  readonly check: (config: Config, context: CheckContext) => Promise<Report>
  readonly env: NodeJS.ProcessEnv
  /** The workspace; absolute. */
  readonly cwd: string
  /** This action's own. */
  readonly version: string
  /** In UTC. */
  readonly today: Day
}

/**
 * Runs the action's main step: the check, then its report wherever it is wanted, then the gate. What must be
 * taken down is saved for the post step as soon as it is known.
 * @returns the exit code: that of the gate, or 128 + the signal's number when the job was cancelled
 */
export async function runAction(context: ActionContext): Promise<number> {
  const run = readRunContext(context.env)
  const settings = loadSettings({ door: 'action', given: readInputs(context.env), cwd: context.cwd })
  for (const secret of settings.secrets) setSecret(secret)
  const interruption = onInterruption(() => info('Ended at once; the post step takes the database down.'))
  try {
    const report = await checkOrFail(settings, run, context, interruption.signal)
    saveRemains(null)
    const code = await deliver(report, settings, run, context)
    return interruption.exitCode() ?? code
  } catch (error) {
    const code = interruption.exitCode()
    if (code === null) throw error
    info('Cancelled; the throwaway database has been taken down.')
    return code
  } finally {
    interruption.dispose()
  }
}

async function checkOrFail(
  { config, delivery }: Settings,
  run: RunContext,
  { check, cwd, today }: ActionContext,
  signal: AbortSignal,
): Promise<Report> {
  if (config instanceof Failure) return failedReport(config, { database: null, prisma: null, timings: [] })
  const hosted = hostedRepository({ run, token: delivery.githubToken, directory: cwd })
  return check(config, { progress: actionsProgress(), signal, onRemains: saveRemains, hosted, today })
}

async function deliver(
  report: Report,
  { config, delivery }: Settings,
  run: RunContext,
  context: ActionContext,
): Promise<number> {
  const options = renderOptions(config, run, context)
  printReport(report, options)
  const verdict = decide(report, options.failOn ?? 'error', options.failOnIntroduced)
  // Before the annotations, of which a runner shows the first ten.
  if (verdict.exitCode !== 0) setFailed(verdict.line)
  if (delivery.annotations) annotate(report, options, verdict.exitCode === 0 ? 0 : 1)
  await writeSummary(markdown(report, { ...options, limit: summaryLimit }))
  const suggested =
    config instanceof Failure
      ? null
      : await suggestOnPullRequest(report, delivery, run, options, config.workingDirectory)
  const comment = await commentOnPullRequest(report, delivery, run, { ...options, suggested })
  const files = await writeReportFiles(report, options, delivery.reportDirectory, context)
  const outputs = {
    ...verdict.outputs,
    'plan-patch': '',
    'schema-patch': '',
    'migration-sql': '',
    'rollback-sql': '',
    ...files.outputs,
    'comment-id': comment?.id,
    'comment-url': comment?.url,
  }
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value ?? '')
  if (files.problem !== null) setFailed(files.problem)
  return files.problem === null ? verdict.exitCode : 2
}

function renderOptions(
  config: Config | Failure,
  run: RunContext,
  { env, cwd, version }: ActionContext,
): RenderOptions {
  const { GITHUB_ACTION_REPOSITORY: action, GITHUB_ACTION_REF: ref } = env
  const repository = `${run.serverUrl}/${run.owner}/${run.repo}`
  return {
    version,
    permalink: `${repository}/blob/${run.sha}`,
    ...(action && ref ? { docsUrl: `${run.serverUrl}/${action}/blob/${ref}/docs` } : {}),
    ...(config instanceof Failure
      ? {}
      : {
          ...schemaFileOf(config),
          failOn: config.failOn,
          failOnIntroduced: config.failOnIntroduced,
          directory: relative(cwd, config.workingDirectory).replaceAll('\\', '/'),
        }),
  }
}
