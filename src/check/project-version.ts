import type { Config } from '../config/config.ts'
import type { PrismaProject } from '../model/project.ts'
import type { Engine, Validation } from '../prisma/engine.ts'
import { openEngine } from '../prisma/open-engine.ts'
import type { StageLog } from '../progress/progress.ts'

/** The engine, and what it says of the schema before there is any database. */
export interface Prisma {
  readonly engine: Engine
  readonly validation: Validation
  /** Null when the schema does not validate. */
  readonly script: string | null
}

/** The Prisma project as it is now, or as it was before this change. */
export interface ProjectVersion {
  readonly when: 'now' | 'before'
  readonly project: PrismaProject
  /** Where its files are; absolute. */
  readonly workingDirectory: string
  readonly prisma: Prisma
}

/**
 * Opens the engine for a project and validates the schema.
 * @throws Failure of stage `prisma`
 */
export async function openPrisma(
  { engine: choice }: Pick<Config, 'engine'>,
  project: PrismaProject,
  signal: AbortSignal,
  log: StageLog,
): Promise<Prisma> {
  const engine = await openEngine({ choice, project, signal, log })
  const validation = await engine.validate()
  return { engine, validation, script: validation.valid ? await engine.script() : null }
}
