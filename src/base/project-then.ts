import type { Config } from '../config/config.ts'
import { readMigrations } from '../migrations/read-migrations.ts'
import { Failure } from '../model/failure.ts'
import { relativePath } from '../model/path.ts'
import type { PrismaProject } from '../model/project.ts'
import { commonFolder } from '../prisma/common-folder.ts'
import { majorOf } from '../prisma/discovery/prisma-version.ts'
import { readProject } from '../prisma/read-project.ts'

/**
 * Reads the project in a copy of its files as they were: where the options say, else where it is now, else where
 * Prisma finds it. What is installed is taken to be what it is now.
 * @param now the project as it is
 * @param workingDirectory of the copy
 * @returns null where there was no schema.
 * @throws Failure as `readProject`
 */
export async function readProjectThen(
  config: Config,
  now: PrismaProject,
  workingDirectory: string,
): Promise<PrismaProject | null> {
  const none = config.migrations === 'none' ? 'none' : null
  const places: readonly Pick<Config, 'schema' | 'migrations'>[] = [
    config,
    { schema: schemaOf(now), migrations: none ?? migrationsOf(now) },
    { schema: null, migrations: none },
  ]
  let missing: Failure | null = null
  for (const place of places) {
    try {
      const then = await readProject({ ...config, ...place, workingDirectory })
      const known = asInstalledNow(then, now)
      if (missing?.code !== 'prisma-config-failed') return known
      const { externalTables, externalEnums } = now
      return { ...known, externalTables, externalEnums }
    } catch (error) {
      if (!(error instanceof Failure) || !elsewhere.includes(error.code)) throw error
      missing = error
    }
  }
  if (missing && missing.code !== 'input-missing') throw missing
  return null
}

/** It may have been somewhere else, or prisma.config may need what is not in the copy. */
const elsewhere = ['input-missing', 'prisma-config-failed']

/** The one file, or the folder of several. */
function schemaOf({ files }: PrismaProject): string {
  const [only, ...others] = files.map(({ path }) => path)
  return only !== undefined && others.length === 0 ? only : commonFolder(files.map(({ path }) => path))
}

function migrationsOf({ migrationsDirectory, workingDirectory }: PrismaProject): string | null {
  return migrationsDirectory && relativePath(workingDirectory, migrationsDirectory)
}

/** The copy has no node_modules: neither Prisma's own version nor its command can be found there. */
function asInstalledNow(then: PrismaProject, now: PrismaProject): PrismaProject {
  const isOfOtherMajor =
    then.prismaVersion !== null && majorOf(then.prismaVersion) !== majorOf(now.prismaVersion)
  return {
    ...then,
    workingDirectory: now.workingDirectory,
    prismaVersion: isOfOtherMajor ? then.prismaVersion : now.prismaVersion,
  }
}

/** Are the schema files and the migrations of both the same, each at its place? */
export async function isSameProject(
  now: PrismaProject,
  then: PrismaProject,
  workingDirectoryThen: string,
): Promise<boolean> {
  const told = ({
    files,
    externalTables,
    externalEnums,
    prismaVersion,
    migrationsDirectory,
  }: PrismaProject) =>
    JSON.stringify([files, externalTables, externalEnums, prismaVersion, migrationsDirectory === null])
  if (told(now) !== told(then)) return false
  const [migrationsNow, migrationsThen] = await Promise.all([
    readMigrations(now.migrationsDirectory, now.workingDirectory),
    readMigrations(then.migrationsDirectory, workingDirectoryThen),
  ])
  return JSON.stringify(migrationsNow) === JSON.stringify(migrationsThen)
}
