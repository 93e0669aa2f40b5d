import type { Base } from '../base/read-base.ts'
import type { Config } from '../config/config.ts'
import { Failure } from '../model/failure.ts'
import type { RunStage } from '../stopwatch.ts'
import { buildLines, type LinesRequest, type VersionLines } from './build-lines.ts'
import { openPrisma, type ProjectVersion } from './project-version.ts'

/** As `Base`, with the engine that has validated the schema as it was. */
export type VersionBefore =
  | Exclude<Base, { state: 'other' }>
  | { readonly state: 'other'; readonly version: ProjectVersion }

/** As `VersionBefore`, with the databases. */
export type Before =
  | Exclude<Base, { state: 'other' }>
  | { readonly state: 'other'; readonly version: ProjectVersion; readonly built: VersionLines }

interface ValidateRequest {
  readonly config: Config
  readonly signal: AbortSignal
  readonly run: RunStage
}

/** Validates the schema as it was. That it was wrong keeps from knowing what was there before, and from nothing else. */
export async function validateBefore(
  base: Base,
  now: ProjectVersion,
  { config, signal, run }: ValidateRequest,
): Promise<VersionBefore> {
  if (base.state !== 'other') return base
  const { project, workingDirectory } = base
  const isSameSchema = JSON.stringify(project.files) === JSON.stringify(now.project.files)
  return orUnknown(async () => {
    const prisma = isSameSchema
      ? now.prisma
      : await run('prisma', 'Validate the schema as it was', (log) =>
          openPrisma(config, project, signal, log),
        )
    if (prisma.script === null && now.prisma.script !== null)
      return { state: 'unknown', because: '`prisma validate` rejects the schema as it was.' }
    return { state: 'other', version: { when: 'before', project, workingDirectory, prisma } }
  })
}

/** Makes the databases of the project as it was; where that fails, it is not known what was there before. */
export async function buildBefore(before: VersionBefore, request: LinesRequest): Promise<Before> {
  if (before.state !== 'other') return before
  return orUnknown(async () => ({ ...before, built: await buildLines(before.version, request) }))
}

async function orUnknown<T>(work: () => Promise<T>): Promise<T | Extract<Base, { state: 'unknown' }>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { state: 'unknown', because: error.message }
  }
}
