import { dirname, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { Failure } from '../model/failure.ts'
import { relativePath } from '../model/path.ts'
import type { PrismaProject } from '../model/project.ts'
import { findConfigFile } from './config-file/find.ts'
import { type EvaluatedConfig, loadConfigFile } from './config-file/load.ts'
import { datasourceFacts } from './discovery/datasource.ts'
import { findMigrations } from './discovery/find-migrations.ts'
import { findSchema } from './discovery/find-schema.ts'
import { findPrismaVersion, majorOf } from './discovery/prisma-version.ts'
import { readSchemaFiles } from './discovery/read-schema-files.ts'

/**
 * Finds and reads the Prisma schema of the working directory as Prisma 5, 6 and 7 do, with nothing installed and
 * no variable set. The schema need not validate. Where `--schema` and `--migrations` are both given, a Prisma
 * config file that cannot be read is passed over (`configFile` is then null).
 * @throws Failure of stage `config`: `input-missing`, `prisma-config-failed`, `prisma-datasource-missing`,
 * `prisma-provider-unsupported`.
 */
export async function readProject(config: Config): Promise<PrismaProject> {
  const { workingDirectory } = config
  const versionHere = await findPrismaVersion(workingDirectory)
  const configFile = await findConfigFile(workingDirectory)
  const found = configFile === null ? null : await readConfigFile(configFile, config)
  const fromConfig = (path: string | null | undefined) =>
    path && configFile !== null ? resolve(dirname(configFile), path) : null

  const schema = await findSchema({
    workingDirectory,
    given: config.schema,
    configured: fromConfig(found?.schema),
    major: majorOf(versionHere),
  })
  const files = await readSchemaFiles(schema, workingDirectory)
  const { file, ...facts } = datasourceFacts(files)
  const prismaVersion = (await findPrismaVersion(dirname(schema.path))) ?? versionHere
  const migrationsDirectory = await findMigrations({
    workingDirectory,
    given: config.migrations,
    configured: fromConfig(found?.migrations),
    schema,
    datasourceFile: resolve(workingDirectory, file),
    prismaVersion,
  })
  return {
    workingDirectory,
    files,
    migrationsDirectory,
    configFile: found && configFile !== null ? relativePath(workingDirectory, configFile) : null,
    prismaVersion,
    ...facts,
    externalTables: found?.externalTables ?? [],
    externalEnums: found?.externalEnums ?? [],
  }
}

async function readConfigFile(file: string, config: Config): Promise<EvaluatedConfig | null> {
  try {
    return await loadConfigFile(file, config.workingDirectory)
  } catch (error) {
    const dispensable = config.schema !== null && config.migrations !== null
    if (dispensable && error instanceof Failure && error.code === 'prisma-config-failed') return null
    throw error
  }
}
