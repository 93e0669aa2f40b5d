import { planOf } from '../alignment/plan.ts'
import { relativePath } from '../model/path.ts'
import type { Plan, Proof } from '../model/plan.ts'
import type { PrismaProject } from '../model/project.ts'
import { mapSource } from '../prisma/source-map/map-source.ts'
import { align } from './align.ts'
import { type ProveRequest, prove } from './prove.ts'

const notRun: Proof = { status: 'not-run', checks: [], remaining: [], rowsLost: null }

/**
 * Writes the plan that brings production, the migrations and schema.prisma together, and proves it on clones.
 * @returns null where nothing is to be done
 * @throws Failure of the stages `prisma` and `plan`
 */
export async function plan(request: ProveRequest): Promise<Plan | null> {
  const { built, findings, config } = request
  if (findings.length === 0) return null
  const { project } = built
  const aligned = await align(request)
  const proof = config.proof ? await prove(aligned, request) : notRun
  const after = { ...project, files: aligned.files }
  return planOf(
    aligned.draft,
    { files: project.files, source: mapSource(project) },
    { files: after.files, source: mapSource(after) },
    proof,
    { migrations: migrationsFolder(project) },
  )
}

function migrationsFolder({ migrationsDirectory, workingDirectory }: PrismaProject): string | null {
  return migrationsDirectory === null ? null : relativePath(workingDirectory, migrationsDirectory)
}
