import type { WriteStream } from 'node:tty'
import { liveProgress } from './live.ts'
import { plainProgress } from './plain.ts'
import type { Progress } from './progress.ts'

/** A stream of this process that may or may not be a terminal. */
export type OutputStream = NodeJS.WritableStream &
  Partial<Pick<WriteStream, 'isTTY' | 'hasColors' | 'columns' | 'rows'>>

/**
 * Does this stream want colours? `FORCE_COLOR` and `NO_COLOR` decide (https://force-color.org,
 * https://no-color.org), else whether it is a terminal that has them.
 */
export function wantsColours(stream: OutputStream, env: NodeJS.ProcessEnv): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return !['0', 'false'].includes(env.FORCE_COLOR)
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  return stream.isTTY === true && (stream.hasColors?.(16, env) ?? false)
}

/** The live list where a person watches, plain lines where the output is piped or a CI keeps it. */
export function terminalProgress(stream: OutputStream, env: NodeJS.ProcessEnv): Progress {
  const watched = isTerminal(stream) && env.TERM !== 'dumb' && !isSet(env.CI)
  return watched
    ? liveProgress(stream, wantsColours(stream, env))
    : plainProgress((line) => stream.write(`${line}\n`))
}

/** One without a size, as some containers have it, shows nothing that is drawn. */
function isTerminal(stream: OutputStream): stream is WriteStream {
  return stream.isTTY === true && (stream.columns ?? 0) > 0 && (stream.rows ?? 0) > 0
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== 'false' && variable !== '0'
}
