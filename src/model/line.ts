/**
 * The five databases of a check. Production is the restored dump; applied is the migrations production has
 * run, replayed on an empty database; history is all migrations, replayed; deployed is production after the
 * pending migrations; schema is what schema.prisma alone makes.
 */
export type Line = 'production' | 'applied' | 'history' | 'deployed' | 'schema'

export const lines: readonly Line[] = ['production', 'applied', 'history', 'deployed', 'schema']
