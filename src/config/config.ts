import type { Severity } from '../model/finding.ts'

export const postgresChoices = ['auto', 'docker', 'local', 'embedded', 'url'] as const
export type PostgresChoice = (typeof postgresChoices)[number]

export const engineChoices = ['auto', 'cli', 'wasm'] as const
export type EngineChoice = (typeof engineChoices)[number]

export type FailOn = Severity | 'never'

/** Everything a check needs to know; the same whichever door it came through. */
export interface Config {
  /** Absolute; every path of a report is relative to it. */
  readonly workingDirectory: string
  /** As given, relative to the working directory; null: found as Prisma finds it. */
  readonly schema: string | null
  /** As given; null: found as Prisma finds them; 'none': there is no history. */
  readonly migrations: string | null
  readonly migrateCommand: string | null
  /** A path, an `https:` or a `postgres:` URL; 'none': production is empty. */
  readonly dump: string
  readonly dumpSha256: string | null
  readonly postgres: PostgresChoice
  readonly postgresVersion: number | null
  readonly postgresImage: string | null
  readonly databaseUrl: string | null
  readonly engine: EngineChoice
  readonly failOn: FailOn
}
