import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { Failure } from '../../src/model/failure.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

/** A new folder with these files, by path; taken away when the test file ends. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'project-')))
  folders.push(folder)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

export const datasource = 'datasource db {\n  provider = "postgresql"\n}\n'

export function configFor(workingDirectory: string, options: Partial<Config> = {}): Config {
  return { ...baseConfig, workingDirectory, ...options }
}

/** The failure that work ends with. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof Failure) return error
  throw error
}

const baseConfig: Config = {
  workingDirectory: '/',
  schema: null,
  migrations: null,
  migrateCommand: null,
  dump: 'none',
  dumpSha256: null,
  postgres: 'auto',
  postgresVersion: null,
  postgresImage: null,
  databaseUrl: null,
  engine: 'auto',
  base: null,
  failOn: 'error',
  grants: false,
  failOnIntroduced: false,
  policy: 'production-first',
  decide: [],
  plan: 'proved',
  only: [],
  ignore: [],
  severity: [],
  baseline: { path: '/schema-drift-baseline.yml', named: false },
}
