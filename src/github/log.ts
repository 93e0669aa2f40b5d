import { randomUUID } from 'node:crypto'
import { info } from '@actions/core'
import type { Report } from '../model/report.ts'
import type { RenderOptions } from '../report/options.ts'
import { text } from '../report/text.ts'

/**
 * Prints the report into the job's log. Names in it come from a database, so the runner is told to take no
 * command from it: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export function printReport(report: Report, options: RenderOptions): void {
  const token = randomUUID()
  info(`::stop-commands::${token}`)
  info(text(report, { ...options, color: true }))
  info(`::${token}::`)
}
