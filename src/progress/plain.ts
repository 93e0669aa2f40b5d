import type { Progress } from './progress.ts'
import { formatDuration, oneLine } from './text.ts'

/**
 * Progress as lines that say which stage they belong to, for pipes and log files.
 * @param write takes one line without its end
 */
export function plainProgress(write: (line: string) => void): Progress {
  return {
    async stage(title, work) {
      const say = (text: string) => write(`[${oneLine(title)}] ${oneLine(text)}`)
      const start = performance.now()
      say('started')
      try {
        const result = await work({ note: say, warn: (text) => say(`warning: ${text}`) })
        say(`done in ${formatDuration(performance.now() - start)}`)
        return result
      } catch (error) {
        say(`failed after ${formatDuration(performance.now() - start)}`)
        throw error
      }
    },
  }
}
