import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PrismaProject } from '../../../src/model/project.ts'
import type { Engine, EngineRequest } from '../../../src/prisma/engine.ts'
import { openEngine } from '../../../src/prisma/open-engine.ts'

const modules = join(import.meta.dirname, '../../../node_modules')

/** The folder of a real `prisma` of a major version among the development dependencies. */
export function prismaFolder(major: 5 | 6 | 7): string {
  return join(modules, major === 7 ? 'prisma' : `prisma-${major}`)
}

/** A datasource block as a schema of this major has it; `settings` are further lines of it. */
export function datasource(major: 5 | 6 | 7, settings = ''): string {
  const url =
    major === 7 ? '' : 'url = env("SURELY_NOT_SET_URL")\n  directUrl = env("SURELY_NOT_SET_DIRECT_URL")'
  return `datasource db {\n  provider = "postgresql"\n  ${url}\n  ${settings}\n}\n`
}

export function project(
  files: Readonly<Record<string, string>> | string,
  given: Partial<PrismaProject> = {},
): PrismaProject {
  const contents = typeof files === 'string' ? { 'prisma/schema.prisma': files } : files
  return {
    workingDirectory: tmpdir(),
    files: Object.entries(contents).map(([path, content]) => ({ path, content })),
    migrationsDirectory: null,
    configFile: null,
    prismaVersion: null,
    schemas: ['public'],
    multiSchema: false,
    relationMode: 'foreignKeys',
    externalTables: [],
    externalEnums: [],
    previewFeatures: [],
    ...given,
  }
}

/** A workspace on disk with the schema files and a real `prisma` installed; removed when the test ends. */
export function workspace(major: 5 | 6 | 7, of: PrismaProject): PrismaProject {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  mkdirSync(join(directory, 'node_modules'))
  symlinkSync(prismaFolder(major), join(directory, 'node_modules/prisma'))
  for (const { path, content } of of.files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  return { ...of, workingDirectory: directory, prismaVersion: `${major}.0.0` }
}

export function open(
  of: PrismaProject,
  choice: EngineRequest['choice'] = 'wasm',
  signal?: AbortSignal,
): Promise<Engine> {
  return openEngine({
    choice,
    project: of,
    signal: signal ?? new AbortController().signal,
    log: { note() {}, warn() {} },
  })
}
