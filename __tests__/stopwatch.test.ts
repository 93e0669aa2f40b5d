import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Progress } from '../src/progress/progress.ts'
import { startStopwatch } from '../src/stopwatch.ts'

const silent: Progress = { stage: (_title, work) => work({ note() {}, warn() {} }) }
const nap = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

test('one time a stage, in the order of stages; what overlaps counts once, what fails counts too', async () => {
  const { run, timings } = startStopwatch(silent)
  const working = Promise.allSettled([
    run('prisma', 'a', () => nap(60)),
    run('prisma', 'b', () => nap(80)),
    run('config', 'c', () => nap(10).then(() => Promise.reject(new Error('no')))),
    nap(100).then(() => run('prisma', 'd', () => nap(5))),
  ])
  await vi.advanceTimersByTimeAsync(200)
  await working
  expect(timings()).toEqual([
    { stage: 'config', ms: 10 },
    { stage: 'prisma', ms: 85 },
  ])
})
