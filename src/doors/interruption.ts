import { constants } from 'node:os'
import { Failure } from '../model/failure.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Signal = (typeof signals)[number]

/** Aborts work when the process is told to end, so that it can take down what it has put up. */
export interface Interruption {
  readonly signal: AbortSignal
  /** 128 + the signal's number, as shells have it; null while nothing interrupted. */
  exitCode(): number | null
  /** Gives the signals back their usual effect. */
  dispose(): void
}

/**
 * Listens for SIGINT, SIGTERM and SIGHUP. The first aborts, the second ends the process at once.
 * @param onForced told before the process ends at once, to say what is left behind
 */
export function onInterruption(onForced: () => void): Interruption {
  const controller = new AbortController()
  let received: Signal | null = null
  const listeners = signals.map((name) => {
    const listener = () => {
      if (received !== null) {
        onForced()
        process.exit(exitCodeOf(name))
      }
      received = name
      controller.abort(interrupted(name))
    }
    process.on(name, listener)
    return { name, listener }
  })
  return {
    signal: controller.signal,
    exitCode: () => (received === null ? null : exitCodeOf(received)),
    dispose: () => {
      for (const { name, listener } of listeners) process.off(name, listener)
    },
  }
}

function exitCodeOf(name: Signal): number {
  return 128 + constants.signals[name]
}

function interrupted(name: Signal): Failure {
  return new Failure({
    stage: 'start',
    code: 'interrupted',
    message: `The check was interrupted (${name}).`,
    next: ['Run it again.'],
  })
}
