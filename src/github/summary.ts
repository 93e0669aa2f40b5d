import { summary, warning } from '@actions/core'

/** Adds markdown to the job's summary; a runner without one is warned of, the report is elsewhere too. */
export async function writeSummary(markdown: string): Promise<void> {
  try {
    await summary.addRaw(markdown, true).write()
  } catch (error) {
    warning(`The job summary could not be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
