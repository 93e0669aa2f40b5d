import { type Stage, stages } from './model/failure.ts'
import type { Timing } from './model/report.ts'
import type { Progress, StageLog } from './progress/progress.ts'

/** Runs a part of the check: shown while it works, and timed under its stage. */
export type RunStage = <T>(stage: Stage, title: string, work: (log: StageLog) => Promise<T>) => Promise<T>

export interface Stopwatch {
  readonly run: RunStage
  /** How long each stage was at work, in milliseconds; parts of one stage that overlap count once. */
  timings(): readonly Timing[]
}

interface Interval {
  readonly from: number
  readonly to: number
}

/** A part that fails is timed as well. */
export function startStopwatch(progress: Progress): Stopwatch {
  const intervals: (Interval & { readonly stage: Stage })[] = []
  return {
    async run(stage, title, work) {
      const from = performance.now()
      try {
        return await progress.stage(title, work)
      } finally {
        intervals.push({ stage, from, to: performance.now() })
      }
    },
    timings: () =>
      stages.flatMap((stage) => {
        const own = intervals.filter((interval) => interval.stage === stage)
        return own.length === 0 ? [] : [{ stage, ms: Math.round(lengthOf(own)) }]
      }),
  }
}

function lengthOf(intervals: readonly Interval[]): number {
  let [length, end] = [0, 0]
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return length
}
