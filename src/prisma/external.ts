import type { PrismaProject } from '../model/project.ts'

/** The Postgres schema in which the names without one live. */
export function defaultSchema({ schemas }: Pick<PrismaProject, 'schemas'>): string {
  return schemas.includes('public') ? 'public' : (schemas[0] ?? 'public')
}

/**
 * `tables.external` and `enums.external` of prisma.config, as the engine wants them: always with their schema.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/externally-managed-tables
 */
export function schemaFilter(project: PrismaProject): { externalTables: string[]; externalEnums: string[] } {
  const qualified = (name: string) => (name.includes('.') ? name : `${defaultSchema(project)}.${name}`)
  return {
    externalTables: project.externalTables.map(qualified),
    externalEnums: project.externalEnums.map(qualified),
  }
}
