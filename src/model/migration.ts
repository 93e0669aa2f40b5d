import type { Location } from './finding.ts'
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

/**
 * The comment that marks a migration of which production has everything already: there it is recorded with
 * `prisma migrate resolve --applied`, and never run.
 */
export const recordOnly = '-- prisma-schema-drift: record-only'

/** Does the head of a migration, what stands above its first statement, have that mark in a line of its own? */
export function isRecordOnly({ sql }: Pick<Migration, 'sql'>): boolean {
  const lines = sql.split(/\r?\n/).map((line) => line.trim())
  const first = lines.findIndex((line) => line !== '' && !line.startsWith('--'))
  return lines.slice(0, first < 0 ? lines.length : first).includes(recordOnly)
}

/** A row of `_prisma_migrations`: https://www.prisma.io/docs/orm/prisma-migrate/workflows/patching-and-hotfixing */
export interface MigrationRecord {
  readonly name: string
  readonly checksum: string
  readonly state: 'applied' | 'failed' | 'rolled-back'
  /** Applied only on record (`prisma migrate resolve --applied`): Prisma never ran it here. */
  readonly resolved: boolean
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

/** The text of a migration as production ran it, which git still has. */
export interface PastText {
  readonly sql: string
  /** The full name of a commit that has it. */
  readonly commit: string
  /** The full name of the commit that took the migration away; null where the last one to touch it did not. */
  readonly removedIn: string | null
}

/** An applied migration whose text in the repository is not the one that production ran. */
export interface EditedMigration {
  readonly migration: Migration
  /** The checksum of the text that production ran. */
  readonly recorded: string
  readonly onlyLineEndings: boolean
  /** Null where git does not have it. */
  readonly past: PastText | null
  /** What the edit may concern: names in the statements that differ; in all of them where `past` is null. */
  readonly names: ReadonlySet<string>
}

/** A migration that production has applied and the repository does not have. */
export interface UnknownMigration {
  readonly name: string
  readonly checksum: string
  /** Null where git does not have it. */
  readonly past: PastText | null
  /** What it may concern: the names in its text; none where `past` is null. */
  readonly names: ReadonlySet<string>
}

/** How far back git can be asked for what production ran: `none` where the project is in no repository. */
export type GitHistory = 'whole' | 'shallow' | 'none'

/** What `_prisma_migrations` of production says, held against the repository's folder; both are sets of names. */
export interface HistoryDiagnosis {
  /** In both; in the repository's order. */
  readonly applied: readonly Migration[]
  /** In the repository, not applied in production; in the repository's order. */
  readonly pending: readonly Migration[]
  /** Applied in production, not in the repository. */
  readonly unknown: readonly UnknownMigration[]
  /** Applied with other bytes than the repository has. */
  readonly edited: readonly EditedMigration[]
  /** Started in production, neither finished nor rolled back. */
  readonly failed: readonly MigrationRecord[]
  /** The names of those that are applied only on record: Prisma never ran them in production. */
  readonly resolved: readonly string[]
  readonly git: GitHistory
  /** Null where production keeps records of its migrations. */
  readonly unrecorded: UnrecordedHistory | null
}

/** What was worked out where production keeps no records: `applied` is the nearest prefix of the history. */
export interface UnrecordedHistory {
  /** The schema in which `_prisma_migrations` is, or would be. */
  readonly schema: string
  /** Is the table there, and empty? So it is in a dump without rows. */
  readonly hasTable: boolean
  /** How many objects of production differ from what that prefix makes. */
  readonly distance: number
}

/** A foreign key or an index that a migration drops, and none makes again. */
export interface DroppedObject {
  readonly kind: 'foreign-key' | 'index'
  /** Null where no statement names it. */
  readonly schema: string | null
  readonly table: string
  /** In the order of the key; expressions are left out. */
  readonly columns: readonly string[]
  /** The migration that drops it. */
  readonly migration: string
  readonly location: Location
}

/** What running migrations showed, beside the databases it made. */
export interface HistoryOutcome {
  readonly diagnosis: HistoryDiagnosis
  /** A pending migration that fails on production's rows; the deployed line is then absent. */
  readonly breaks: MigrationBreak | null
  /** The first migration that fails on an empty database. History goes on with what can be run without it. */
  readonly unreplayable: MigrationBreak | null
  /** The later ones that fail as well, by name. */
  readonly unreplayableLater: readonly string[]
  /** The names in the statements that did not run: of what is called so the history knows nothing. */
  readonly untold: ReadonlySet<string>
}
