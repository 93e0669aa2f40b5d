import { getState, saveState } from '@actions/core'
import { z } from 'zod'
import type { Remains } from '../postgres/server.ts'

const key = 'remains'

const remains: z.ZodType<Remains> = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('docker'), container: z.string() }),
  z.object({ provider: z.enum(['local', 'embedded']), directory: z.string(), pid: z.number() }),
  z.object({ provider: z.literal('url'), databases: z.array(z.string()), roles: z.array(z.string()) }),
])

/**
 * Keeps for the post step what it must take down should this process be killed. The last one counts.
 * @param now null when all has been taken down
 */
export function saveRemains(now: Remains | null): void {
  saveState(key, now === null ? '' : JSON.stringify(now))
}

/** What the main step left behind; null when nothing. */
export function readRemains(): Remains | null {
  const saved = getState(key)
  return saved === '' ? null : remains.parse(JSON.parse(saved))
}
