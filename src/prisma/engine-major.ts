import { Failure } from '../model/failure.ts'
import type { PrismaProject } from '../model/project.ts'
import type { EngineMajor } from './wasm/load.ts'

/** Preview features that Prisma 7 no longer knows, and Prisma 6 does. */
const goneIn7 = ['metrics']

/**
 * The bundled engine for a project: its own major, 6 for the majors before. Where the project does not tell its
 * version, 6 if the schema is written as only 6 and earlier accept it (a connection URL in the datasource, a
 * preview feature that is gone), else 7.
 * @throws Failure `prisma-unsupported` for Prisma 8 and later.
 */
export function engineMajor(project: PrismaProject): EngineMajor {
  const version = project.prismaVersion
  if (version === null) return writtenForPrisma6(project) ? 6 : 7
  const major = Number.parseInt(version, 10)
  if (major >= 8) throw unsupported(version)
  return major === 7 ? 7 : 6
}

/** Does a datasource of the schema have a `url`? Prisma 7 refuses it: https://pris.ly/d/config-datasource */
function hasDatasourceUrl(project: Pick<PrismaProject, 'files'>): boolean {
  return project.files.some(({ content }) => /^\s*datasource\s+\w+\s*\{[^}]*^\s*url\s*=/m.test(content))
}

function writtenForPrisma6(project: PrismaProject): boolean {
  return hasDatasourceUrl(project) || project.previewFeatures.some((feature) => goneIn7.includes(feature))
}

function unsupported(version: string): Failure {
  return new Failure({
    stage: 'prisma',
    code: 'prisma-unsupported',
    message: `The workspace uses Prisma ${version}; Prisma 5.22, 6 and 7 are supported.`,
    next: [
      'Prisma 8 is a rewrite with another schema engine and other commands; check its own `prisma db verify`.',
      'Run the check where Prisma 7 or earlier is installed.',
    ],
  })
}
