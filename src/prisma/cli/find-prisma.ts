import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { Failure } from '../../model/failure.ts'
import type { PrismaProject } from '../../model/project.ts'

/** A `prisma` that is installed in a workspace. */
export interface InstalledPrisma {
  readonly version: string
  readonly major: number
  /** The file that Node runs. */
  readonly program: string
  /** Is the native schema engine in the install? */
  readonly hasNativeEngine: boolean
}

/**
 * Finds the workspace's own `prisma`: the one that code beside the schema would import, as npm, pnpm and yarn's
 * node-modules linker install it.
 * @throws Failure `prisma-missing` where there is none, `prisma-unsupported` where it is older than 5 or newer than 7.
 */
export function findPrisma(project: PrismaProject): InstalledPrisma {
  const beside = resolve(project.workingDirectory, project.files[0]?.path ?? '.')
  const manifest =
    manifestOf('prisma', beside) ?? manifestOf('prisma', join(project.workingDirectory, 'package.json'))
  if (manifest === null) throw missing(project)
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    version: string
    bin: { prisma: string }
  }
  const major = Number.parseInt(version, 10)
  if (major < 5 || major > 7) throw unsupported(version)
  return {
    version,
    major,
    program: join(dirname(manifest), bin.prisma),
    hasNativeEngine: hasNativeEngine(manifest),
  }
}

function manifestOf(name: string, from: string): string | null {
  try {
    return realpathSync(createRequire(from).resolve(`${name}/package.json`))
  } catch {
    return null
  }
}

function hasNativeEngine(prisma: string): boolean {
  const engines = manifestOf('@prisma/engines', prisma)
  return (
    engines !== null &&
    readdirSync(dirname(engines)).some((file) => /^schema-engine-(?!.*\.(gz|sha256)$)/.test(file))
  )
}

function missing({ workingDirectory, prismaVersion }: PrismaProject): Failure {
  return new Failure({
    stage: 'prisma',
    code: 'prisma-missing',
    message: `The engine \`cli\` is the workspace's own Prisma, and none is installed for ${workingDirectory}.`,
    next: [
      'Use the bundled engine, which needs no install: `--engine wasm`.',
      `Install the workspace's packages before the check (\`npm ci\`), with \`prisma\`${prismaVersion ? ` ${prismaVersion}` : ''} among them.`,
    ],
  })
}

function unsupported(version: string): Failure {
  return new Failure({
    stage: 'prisma',
    code: 'prisma-unsupported',
    message: `The workspace has Prisma ${version}; the engine \`cli\` works with 5.22, 6 and 7.`,
    next: [
      'Use the bundled engine for an older Prisma: `--engine wasm`.',
      'Install Prisma 7 in the workspace.',
    ],
  })
}
