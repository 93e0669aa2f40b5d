import { compareLines } from '../drift/compare.ts'
import type { Catalogs, Drift, DriftContext } from '../drift/difference.ts'
import { candidateQuestions, strangersOf } from '../drift/strangers.ts'
import { gatherEvidence } from '../postgres/catalog/evidence.ts'
import type { Connection } from '../postgres/server.ts'

/**
 * Compares the lines. Where a column may be another one under a new name, the rows are asked whether it holds
 * anything at all.
 * @param met the database whose rows are asked: the one that the application meets
 * @throws an error of the network
 */
export async function compareWithRows(
  catalogs: Catalogs,
  context: DriftContext,
  met: Connection,
): Promise<Drift> {
  const drift = compareLines(catalogs, context)
  const strangers = strangersOf(drift, await gatherEvidence(met, candidateQuestions(drift)))
  return strangers.size === 0 ? drift : compareLines(catalogs, { ...context, strangers })
}
