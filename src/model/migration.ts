/** One migration of the repository. */
export interface Migration {
  /** The folder's name with Prisma; the file's name in a folder of plain SQL. */
  readonly name: string
  /** Its SQL file, relative to the working directory, with `/`. */
  readonly file: string
  readonly sql: string
  /** sha256 of the file's bytes, hex, as Prisma keeps it. */
  readonly checksum: string
}

/** A row of `_prisma_migrations`: https://www.prisma.io/docs/orm/prisma-migrate/workflows/patching-and-hotfixing */
export interface MigrationRecord {
  readonly name: string
  readonly checksum: string
  readonly state: 'applied' | 'failed' | 'rolled-back'
}

/** Why a migration's file could not be run to its end. */
export interface MigrationBreak {
  readonly migration: Migration
  /** From 1, in the migration's file: the failing statement's first line, or the exact place where Postgres names it. */
  readonly line: number
  /** The failing statement's first words, values and literals left out. */
  readonly statement: string
  readonly sqlstate: string
  /** Postgres' message without row values. */
  readonly message: string
  /** How many rows of production break it, where that can be counted; else null. */
  readonly rows: number | null
  /** Has the file left something committed (a COMMIT of its own, CONCURRENTLY), so that the database is not as before? */
  readonly partial: boolean
}

/** What `_prisma_migrations` of production says, held against the repository's folder; both are sets of names. */
export interface HistoryDiagnosis {
  /** In both; in the repository's order. */
  readonly applied: readonly Migration[]
  /** In the repository, not applied in production; in the repository's order. */
  readonly pending: readonly Migration[]
  /** Applied in production, not in the repository. */
  readonly unknown: readonly MigrationRecord[]
  /** Applied with other bytes than the repository has. */
  readonly edited: readonly { readonly migration: Migration; readonly onlyLineEndings: boolean }[]
  /** Started in production, neither finished nor rolled back. */
  readonly failed: readonly MigrationRecord[]
}

/** What running migrations showed, beside the databases it made. */
export interface HistoryOutcome {
  readonly diagnosis: HistoryDiagnosis
  /** A pending migration that fails on production's rows; the deployed line is then absent. */
  readonly breaks: MigrationBreak | null
  /** A migration that fails on an empty database; history then ends before it. */
  readonly unreplayable: MigrationBreak | null
}
