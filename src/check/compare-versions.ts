import { classify, disputes, evidenceQuestions } from '../drift/classify.ts'
import type { Catalogs, Drift } from '../drift/difference.ts'
import { unsureNames } from '../drift/history-note.ts'
import type { Told } from '../drift/introduced.ts'
import { type EngineMigration, mayLackMigration } from '../drift/unmigrated.ts'
import { droppedObjects } from '../migrations/dropped.ts'
import type { Evidence } from '../model/evidence.ts'
import { gatherEvidence } from '../postgres/catalog/evidence.ts'
import type { Connection } from '../postgres/server.ts'
import { namesIn } from '../postgres/sql/names.ts'
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

/** Asks Prisma's engine what it may fail to answer; null where it does. */
export type AskEngine = <T>(command: string, question: () => Promise<T>) => Promise<T | null>

export interface ComparedVersion extends Told {
  readonly drift: Drift
  readonly evidence: Evidence
}

/**
 * Compares the lines of each version, asks the rows what must be known of them, and tells the findings. The rows of
 * one database are asked once.
 */
export async function compareVersions(
  versions: readonly ReadVersion[],
  ask: AskEngine,
): Promise<readonly ComparedVersion[]> {
  const compared = await Promise.all(
    versions.map(async (each) => {
      const { project } = each.built
      const met = metBy(each.built)
      const { outcome } = each.built
      const context = {
        project,
        source: mapSource(project),
        dropped: outcome ? droppedObjects(outcome.diagnosis) : [],
        ...unsureNames(outcome),
      }
      const drift = await compareWithRows(each.catalogs, context, met)
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
      const migrating = mayLackMigration(drift) ? migrationFrom(built, prisma, ask) : null
      const evidence = (await answers.get(met.database)) ?? new Map()
      const { validation } = prisma
      const diagnostics = validation.valid ? [] : validation.diagnostics
      const migration = await migrating
      const findings = classify(drift, evidence, { history: built.outcome, diagnostics, migration })
      return { drift, findings, evidence, disputes: disputes(drift, evidence) }
    }),
  )
}

/** What the engine would write to bring a database made by the migrations to the schema. */
async function migrationFrom(
  { lines: { history }, schema }: VersionLines,
  { engine }: ProjectVersion['prisma'],
  ask: AskEngine,
): Promise<EngineMigration | null> {
  if (!history) return null
  const sql = await ask('prisma migrate diff', () => engine.migration({ ...history, schema }))
  return sql === null ? null : { sql, names: namesIn(sql) }
}

/** The database that the application meets after a deploy, or as it is where the deploy fails. */
export function metBy({ lines, schema }: VersionLines): Connection {
  return { ...(lines.deployed ?? lines.production), schema }
}
