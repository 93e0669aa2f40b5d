import type { SchemaMemberId } from '../../model/object.ts'
import type { Hazard, Lock } from '../../model/plan.ts'

/** One statement of a migration, and what it means for a database that is in use. */
export interface Statement {
  /** Without the semicolon at its end. */
  readonly sql: string
  /** What takes it back, without the semicolon; null where nothing can or need be taken back. */
  readonly undo: string | null
  /** The strongest lock that it takes on a table that is there: https://www.postgresql.org/docs/current/explicit-locking.html */
  readonly lock: Lock | null
  /** The table whose size decides how long it takes; null where it takes none. */
  readonly table: SchemaMemberId | null
  readonly hazards: readonly Hazard[]
  /** `alone`: refused inside a transaction. `validate`: to be run in a later transaction than what it validates. */
  readonly part: 'main' | 'validate' | 'alone'
}

/** What a statement must know of where it runs. */
export interface Situation {
  /** Where names live that have no schema. */
  readonly schema: string
  /** May some database that the migration is run on have the object already? Then the statement passes it over. */
  readonly mayExist: boolean
  /** Is the database in use? Then nothing may stand in the way of its writers for long. */
  readonly live: boolean
}

/** A statement in the main part; without hazards unless they are given. */
export function statement(sql: string, facts: Partial<Omit<Statement, 'sql'>> = {}): Statement {
  return { sql, undo: null, lock: null, table: null, hazards: [], part: 'main', ...facts }
}
