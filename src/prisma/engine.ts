import type { Location } from '../model/finding.ts'
import type { PrismaProject } from '../model/project.ts'
import type { Connection } from '../postgres/server.ts'
import type { StageLog } from '../progress/progress.ts'

export interface Diagnostic {
  readonly message: string
  readonly location: Location | null
}

export type Validation =
  | { readonly valid: true }
  | { readonly valid: false; readonly diagnostics: readonly Diagnostic[] }

export interface PulledFile {
  /** Relative to the working directory, as in `PrismaProject.files`. */
  readonly path: string
  readonly content: string
}

export interface Pull {
  /** Does what `prisma db pull` would write say something else than the files do? */
  readonly changes: boolean
  /** The tables, views and enums of which it says something else, as `schema.name` or `name`; sorted. */
  readonly changed: readonly string[]
  readonly files: readonly PulledFile[]
}

export interface EngineDiff {
  readonly empty: boolean
  /** What differs, as `schema.name` or `name` of each table and enum the engine mentions; sorted. */
  readonly touched: readonly string[]
}

/**
 * Prisma's schema engine, one way or another. Nothing it does changes the repository's files. Each method fails
 * with a `Failure` of stage `prisma` where the engine itself fails.
 */
export interface Engine {
  readonly kind: 'wasm' | 'cli'
  /** Prisma's version, as in `7.10.1`. */
  readonly version: string
  /** `prisma validate` */
  validate(): Promise<Validation>
  /** The SQL that makes the schema on an empty database: `prisma migrate diff --from-empty`. */
  script(): Promise<string>
  /**
   * `prisma db pull` from this database over the project's files, into memory.
   * @param schemaLine a database made of the schema alone: Prisma rewrites some schemas even when it pulls from
   * their own database, and what it rewrites the same way from both does not count as a change.
   */
  pull(database: Connection, schemaLine?: Connection): Promise<Pull>
  /** The engine's own diff from this database to the schema: the second witness. */
  diff(database: Connection): Promise<EngineDiff>
  /** The SQL that brings this database to the schema: `prisma migrate diff --script`. Empty where there is nothing to do. */
  migration(database: Connection): Promise<string>
}

export interface EngineRequest {
  readonly choice: 'auto' | 'cli' | 'wasm'
  readonly project: PrismaProject
  readonly signal: AbortSignal
  readonly log: StageLog
}
