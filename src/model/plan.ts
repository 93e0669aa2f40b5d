import type { Finding } from './finding.ts'
import type { ObjectId } from './object.ts'

/** The phases of an alignment plan, in the order they are done. */
export const phases = ['ids', 'database', 'schema', 'history', 'code'] as const
export type Phase = (typeof phases)[number]

/** The line that a step changes; `person`: somebody must decide first. */
export const directions = ['database', 'schema', 'history', 'person'] as const
export type Direction = (typeof directions)[number]

/** What a statement may do to a running production. */
export const hazards = [
  'data-loss',
  'table-rewrite',
  'blocks-writes',
  'blocks-reads',
  'non-transactional',
  'fails-on-data',
] as const
export type Hazard = (typeof hazards)[number]

/** https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES, weakest first. */
export const locks = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const
export type Lock = (typeof locks)[number]

/** Lines of a schema file that give way to others. */
export interface Edit {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** How many lines go. */
  readonly remove: number
  /** What comes in their place, with its line ends; empty for nothing. */
  readonly insert: string
}

/** What the rows said to a step: counts, never values. */
export interface StepEvidence {
  /** Rows of the table. */
  readonly rows: number
  /** Rows that stand against the step; null where that was not measured. */
  readonly breaking: number | null
  /** How many different keys these have, where it is about a unique or a foreign key; null for others. */
  readonly keys: number | null
  /** Bytes of the table that are written anew; 0 where none are. */
  readonly bytes: number
}

export interface Step {
  readonly phase: Phase
  readonly direction: Direction
  /** The fingerprints of the findings that it settles. */
  readonly findings: readonly string[]
  readonly title: string
  readonly why: string
  /** What is run in production; null where nothing is. */
  readonly sql: string | null
  /** The new migrations that its statements are in, by name. */
  readonly migrations: readonly string[]
  /** What is run in a shell for it; mostly nothing. */
  readonly commands: readonly string[]
  readonly edits: readonly Edit[]
  readonly hazards: readonly Hazard[]
  /** The strongest lock that its SQL takes. */
  readonly lock: Lock | null
  /** Null where it does not depend on the rows, or they were not measured. */
  readonly evidence: StepEvidence | null
}

/** A change that schema.prisma learns: what it says of this object becomes what the database has. */
export interface SchemaChange {
  readonly object: ObjectId
  /** The facets of a field that change; an object that is not declared yet is added whole. */
  readonly facets: readonly Facet[]
  /** Of a key, index or foreign key; empty for others. */
  readonly columns: readonly string[]
  /** The schema says it, and is to say it no more. */
  readonly removed?: boolean
}

/** What a field says of its column. */
export type Facet = 'type' | 'optional' | 'default'

/** A name in the schema that is to lead to another one in the database. */
export interface NameChange {
  /** A table, column or enum, under the names that the schema gives them now. */
  readonly object: ObjectId
  readonly name: string
  /** The label of the enum that is meant; the enum itself unless told. */
  readonly label?: string
}

/** What a plan promises, in the order of a report, with the sentence that says it. */
export const promises = {
  'migrations-apply': 'The new migrations run in production.',
  'history-replays': 'All migrations, the new ones too, make a database from nothing.',
  validate: '`prisma validate` passes.',
  'db-pull-unchanged': '`prisma db pull` leaves the edited schema as it is.',
  'engine-diff-empty': "Prisma's engine sees no difference.",
  'no-drift-left': 'The check finds nothing that it was not to leave.',
  'no-row-lost': 'No row and no value is lost.',
  'rollback-restores': 'The rollback brings production back.',
} as const
export type Promised = keyof typeof promises

/** One promise of a plan. */
export interface ProofCheck {
  readonly name: Promised
  readonly held: boolean
  /** What did not hold, or what was not looked at; null where there is nothing to say. */
  readonly detail: string | null
  readonly ms: number
}

export interface Proof {
  readonly status: 'proved' | 'failed' | 'not-run'
  readonly checks: readonly ProofCheck[]
  /** What is found when the plan is carried out, but for what is ignored or for a person to decide. */
  readonly remaining: readonly Finding[]
  /** Rows and values that are no null; null where they were not counted. */
  readonly rowsLost: number | null
}

/** A file that the plan writes. */
export interface PlannedFile {
  /** Relative to the working directory, with `/`. */
  readonly path: string
  readonly content: string
}

/** A migration that the plan writes. */
interface PlannedMigration {
  /** The folder's name. */
  readonly name: string
  readonly sql: string
  /** Has production what it makes, so that it is only recorded there, with `prisma migrate resolve --applied`? */
  readonly recorded: boolean
}

/** How production, the migrations and schema.prisma come to agree again. */
export interface Plan {
  /** By phase, and in the order in which they are done. */
  readonly steps: readonly Step[]
  /** What is run in a shell to carry it out once the files are written, in order: a backup first. */
  readonly commands: readonly string[]
  /** A unified diff of the schema files, for `git apply`; empty where none changes. */
  readonly schemaPatch: string
  readonly migrations: readonly PlannedMigration[]
  /** All new migrations, each behind a line that names its file; empty where there is none. */
  readonly migrationSql: string
  /** What takes back in production what the migrations did. */
  readonly rollbackSql: string
  /** What `fix` writes: the schema files that change, the new migrations, and the rollback beside them. */
  readonly files: readonly PlannedFile[]
  readonly proof: Proof
}
