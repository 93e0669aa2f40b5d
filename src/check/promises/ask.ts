import pg from 'pg'
import type { Miss } from '../../alignment/unsettled.ts'
import { Failure } from '../../model/failure.ts'
import type { Promised, ProofCheck } from '../../model/plan.ts'
import { describePostgresError } from '../../postgres/errors.ts'

/** Whether a promise held, with what is to be said of it. */
export interface Outcome {
  readonly held: boolean
  readonly detail: string | null
  /** Where it did not hold, what shows it. */
  readonly shownBy?: Partial<Omit<Miss, 'promise'>>
}

/**
 * Asks whether a promise holds; the time is that of the question.
 * @returns the answer; null where the server or the engine refuses one, so that the promise does not hold
 * @throws an error of the network, or the signal's reason
 */
export type Ask = <T>(
  name: Promised,
  question: () => Promise<T>,
  judge: (answer: T) => Outcome | Promise<Outcome>,
) => Promise<T | null>

/**
 * @param checks what was asked is added
 * @param misses likewise what did not hold
 */
export function asking(checks: ProofCheck[], misses: Miss[]): Ask {
  return async (name, question, judge) => {
    const start = performance.now()
    let ms = 0
    const elapsed = () => Math.round(performance.now() - start)
    try {
      const answer = await question()
      ms = elapsed()
      const { held, detail, shownBy } = await judge(answer)
      checks.push({ name, held, detail, ms })
      if (!held) misses.push({ promise: name, objects: [], names: [], reasons: [], ...shownBy })
      return answer
    } catch (error) {
      const detail = refusalOf(error)
      if (detail === null) throw error
      checks.push({ name, held: false, detail, ms: ms || elapsed() })
      return null
    }
  }
}

/** What Postgres or Prisma's engine says when it refuses something; null for any other error. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof Failure) return error.message
  if (!(error instanceof pg.DatabaseError)) return null
  const { sqlstate, message } = describePostgresError(error)
  return `Postgres refuses it (${sqlstate}): ${message}.`
}

/** ``` `a`, `b` and 3 more ``` */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``)
  const more = names.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
