import type { Stage } from './model/failure.ts'
import type { Timing } from './model/report.ts'
import type { Progress, StageLog } from './progress/progress.ts'

/** Runs a part of the check as a stage: shown while it works, and timed. */
export type RunStage = <T>(stage: Stage, title: string, work: (log: StageLog) => Promise<T>) => Promise<T>

export interface Stopwatch {
  readonly run: RunStage
  /** Of the stages that have ended, in the order of their ends; milliseconds. */
  readonly timings: readonly Timing[]
}

/** A stage that fails is timed as well. */
export function startStopwatch(progress: Progress): Stopwatch {
  const timings: Timing[] = []
  return {
    timings,
    async run(stage, title, work) {
      const start = performance.now()
      try {
        return await progress.stage(title, work)
      } finally {
        timings.push({ stage, ms: Math.round(performance.now() - start) })
      }
    },
  }
}
