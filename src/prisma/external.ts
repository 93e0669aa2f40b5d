import type { PrismaProject } from '../model/project.ts'

/**
 * The Postgres schema of names without one: that of a database URL without `?schema=`, also where the datasource
 * lists schemas, for then every model names its own.
 */
export const defaultSchema = 'public'

/**
 * `tables.external` and `enums.external` of prisma.config, as the engine wants them: always with their schema.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/externally-managed-tables
 */
export function schemaFilter(project: PrismaProject): { externalTables: string[]; externalEnums: string[] } {
  const qualified = (name: string) => (name.includes('.') ? name : `${defaultSchema}.${name}`)
  return {
    externalTables: project.externalTables.map(qualified),
    externalEnums: project.externalEnums.map(qualified),
  }
}
