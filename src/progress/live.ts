import type { WriteStream } from 'node:tty'
import { createLogUpdate } from 'log-update'
import { createColors } from 'picocolors'
import type { Progress } from './progress.ts'
import { formatDuration, oneLine } from './text.ts'

interface Running {
  readonly title: string
  readonly start: number
  last: string
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 80

/**
 * Progress as a list that is drawn anew while it changes: what is done stays above, what runs turns below it
 * with its last note.
 * @param colours whether the terminal wants them
 */
export function liveProgress(stream: WriteStream, colours: boolean): Progress {
  const { bold, dim, green, red, yellow, cyan } = createColors(colours)
  const draw = createLogUpdate(stream)
  const running = new Set<Running>()
  let timer: NodeJS.Timeout | undefined
  let frame = 0

  const refresh = () => {
    const spinner = cyan(frames[frame++ % frames.length] ?? '')
    const lines = [...running].map(({ title, start, last }) => {
      const time = dim(formatDuration(performance.now() - start))
      return `${spinner} ${bold(title)}  ${time}${last === '' ? '' : `\n    ${dim(last)}`}`
    })
    draw(lines.join('\n'))
  }
  const begin = (stage: Running) => {
    running.add(stage)
    timer ??= setInterval(refresh, frameMs).unref()
    refresh()
  }
  const end = (stage: Running, mark: string) => {
    running.delete(stage)
    const time = dim(formatDuration(performance.now() - stage.start))
    draw.persist(`${mark} ${stage.title}  ${time}${stage.last === '' ? '' : `\n    ${dim(stage.last)}`}`)
    if (running.size > 0) return refresh()
    clearInterval(timer)
    timer = undefined
    draw.clear()
    draw.done()
  }

  return {
    async stage(title, work) {
      const stage: Running = { title: oneLine(title), start: performance.now(), last: '' }
      begin(stage)
      try {
        const result = await work({
          note: (text) => {
            stage.last = oneLine(text)
          },
          warn: (text) => draw.persist(`${yellow('!')} ${stage.title}: ${oneLine(text)}`),
        })
        end(stage, green('✔'))
        return result
      } catch (error) {
        end(stage, red('✖'))
        throw error
      }
    },
  }
}
