import type { Difference } from './difference.ts'

/** Is the history out, and production as schema.prisma has it? */
export function isOnlyHistory({ verdicts }: Difference, attribute = 'presence'): boolean {
  return verdicts.get(attribute)?.cause === 'history'
}

/** The consequence where production and schema.prisma agree. */
export function onlyNewDatabases(what: string): string {
  return `Production is as schema.prisma has it, but a database made by the migrations (for a test, a colleague, a new region) ${what}.`
}
