import type { Catalog } from '../../model/catalog.ts'
import type { SchemaMemberId } from '../../model/object.ts'
import type { Hazard, Lock } from '../../model/plan.ts'

/**
 * When a statement is run, as a migration is one transaction: `main`; `alone`, in a transaction of its own or
 * refused inside one; `validate`, after the transaction that made what it validates; `finish`, instant and after all of these.
 */
export const parts = ['main', 'alone', 'validate', 'finish'] as const
export type Part = (typeof parts)[number]

/** One statement of a migration, and what it means for a database that is in use. */
export interface Statement {
  /** Without the semicolon at its end. */
  readonly sql: string
  /** What takes it back, without the semicolon at its end; null where there is nothing to take back, or no way. */
  readonly undo: string | null
  /** Why its `undo` does not bring everything back, in a sentence; null where it does. */
  readonly irreversible: string | null
  /**
   * The strongest lock that it takes on a table or view that is there; null where it takes none that anybody waits
   * for. https://www.postgresql.org/docs/current/explicit-locking.html
   */
  readonly lock: Lock | null
  /** The table whose size decides how long it takes; null where it takes none. */
  readonly table: SchemaMemberId | null
  /** `blocks-reads` and `blocks-writes`: for as long as it takes to read the table, and not for an instant. */
  readonly hazards: readonly Hazard[]
  readonly part: Part
}

/** What a statement must know of where it runs. */
export interface Situation {
  /** Where names live that have no schema. */
  readonly schema: string
  /** May some database that the migration is run on have the object already? Then the statement passes it over. */
  readonly mayExist: boolean
  /** Is the database in use? Then nothing may stand in the way of its writers for long. */
  readonly live: boolean
  /** Is the table new that the object is on, so that it has no rows and nobody waits for it? */
  readonly fresh?: boolean
  /** What the database holds: of a table whether it is partitioned, of a type whether it has conditions. */
  readonly catalog?: Catalog | null
  /** What the database is to hold as well: a sequence that is in it stays where its column has no use for it. */
  readonly kept?: Catalog | null
}

/** A statement in the main part; without hazards unless they are given. */
export function statement(sql: string, facts: Partial<Omit<Statement, 'sql'>> = {}): Statement {
  return {
    sql,
    undo: null,
    irreversible: null,
    lock: null,
    table: null,
    hazards: [],
    part: 'main',
    ...facts,
  }
}
