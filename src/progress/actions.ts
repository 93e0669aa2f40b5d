import { endGroup, info, startGroup, warning } from '@actions/core'
import type { Progress } from './progress.ts'
import { formatDuration, oneLine } from './text.ts'

/** A stage that runs longer than the first says so, then again at each multiple of the second. */
const longSeconds = 1
const againSeconds = 15

/**
 * Progress as groups of a job's log. Stages overlap and groups cannot, so a stage's lines are kept until it
 * ends; one that runs long is named at once, and then from time to time.
 */
export function actionsProgress(): Progress {
  return {
    async stage(title, work) {
      const name = oneLine(title)
      const start = performance.now()
      const elapsed = () => formatDuration(performance.now() - start)
      const lines: string[] = []
      let last = ''
      const say = (text: string) => {
        last = oneLine(text)
        lines.push(last)
      }
      let seconds = 0
      const timer = setInterval(() => {
        seconds += 1
        if (seconds === longSeconds || seconds % againSeconds === 0)
          info(`${name} … ${elapsed()}${last === '' ? '' : `: ${harmless(last)}`}`)
      }, 1000).unref()
      const close = (outcome: string) => {
        clearInterval(timer)
        startGroup(`${name}: ${outcome} ${elapsed()}`)
        for (const line of lines) info(`- ${harmless(line)}`)
        endGroup()
      }
      try {
        const result = await work({
          note: say,
          warn: (text) => {
            say(`Warning: ${text}`)
            warning(oneLine(text), { title: name })
          },
        })
        close('done in')
        return result
      } catch (error) {
        close('failed after')
        throw error
      }
    },
  }
}

/** Runners obey `##[command]` anywhere in a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function harmless(line: string): string {
  return line.replaceAll('##[', '## [')
}
