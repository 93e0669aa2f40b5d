import type { Drift } from '../drift/difference.ts'
import type { Change } from './change.ts'
import { forHistory } from './for-history.ts'
import { forProduction } from './for-production.ts'
import type { Script } from './script.ts'

/** The statements that bring two lines to what the plan wants. */
export interface Statements {
  /** For the history: what production has already. */
  readonly adopt: Script
  /** For production, and for a database that the migrations make. */
  readonly align: Script
}

/**
 * Writes the statements of a plan in an order in which they can be run.
 * @param schema where names live that have no schema
 * @returns with why no statement can do it, by the fingerprint of the finding that is then for a person
 */
export function writeStatements(
  changes: readonly Change[],
  drift: Drift,
  schema: string,
): Statements & { readonly stuck: ReadonlyMap<string, string> } {
  const adopt = forHistory(changes, drift, schema)
  const align = forProduction(changes, drift, schema)
  const stuck = new Map<string, string>()
  const leave = (all: readonly Change[], why: string) => {
    for (const { decided } of all)
      for (const { finding, decision } of decided)
        if (decision.kind === 'settle') stuck.set(finding.fingerprint, why)
  }
  leave(adopt.stuck, 'No statement of a migration makes of it what production has, but making it anew.')
  leave(align.stuck, 'No statement makes of it what the repository has, but making it anew.')
  return { adopt: adopt.script, align: align.script, stuck }
}
