import { classify, disputes, evidenceQuestions } from '../drift/classify.ts'
import type { Catalogs, Drift } from '../drift/difference.ts'
import type { Told } from '../drift/introduced.ts'
import { gatherEvidence } from '../postgres/catalog/evidence.ts'
import type { Connection } from '../postgres/server.ts'
import { mapSource } from '../prisma/source-map/map-source.ts'
import type { VersionLines } from './build-lines.ts'
import { compareWithRows } from './compare-with-rows.ts'
import type { ProjectVersion } from './project-version.ts'

/** One version of the project, with its databases and what they hold. */
export interface ReadVersion {
  readonly version: ProjectVersion
  readonly built: VersionLines
  readonly catalogs: Catalogs
}

export interface ComparedVersion extends Told {
  readonly drift: Drift
}

/**
 * Compares the lines of each version, asks the rows what must be known of them, and tells the findings. The rows of
 * one database are asked once.
 */
export async function compareVersions(versions: readonly ReadVersion[]): Promise<readonly ComparedVersion[]> {
  const compared = await Promise.all(
    versions.map(async (each) => {
      const { project } = each.built
      const met = metBy(each.built)
      const drift = await compareWithRows(each.catalogs, { project, source: mapSource(project) }, met)
      return { ...each, drift, met, questions: evidenceQuestions(drift) }
    }),
  )
  const answers = new Map<string, ReturnType<typeof gatherEvidence>>()
  for (const { met } of compared) {
    if (answers.has(met.database)) continue
    const alike = compared.filter((other) => other.met.database === met.database)
    answers.set(
      met.database,
      gatherEvidence(
        met,
        alike.flatMap(({ questions }) => questions),
      ),
    )
  }
  return Promise.all(
    compared.map(async ({ version: { prisma }, built, drift, met }) => {
      const evidence = (await answers.get(met.database)) ?? new Map()
      const { validation } = prisma
      const diagnostics = validation.valid ? [] : validation.diagnostics
      const findings = classify(drift, evidence, { history: built.outcome, diagnostics })
      return { drift, findings, disputes: disputes(drift, evidence) }
    }),
  )
}

/** The database that the application meets after a deploy, or as it is where the deploy fails. */
export function metBy({ lines, schema }: VersionLines): Connection {
  return { ...(lines.deployed ?? lines.production), schema }
}
