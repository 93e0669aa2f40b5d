/** A table that a change is made on, as PSL and as Postgres call it. */
export interface Host {
  readonly model: string
  readonly table: string
  /** The table as SQL has it, quoted. */
  readonly sql: string
}

/** Part of a schema: what PSL says, and SQL for what PSL cannot say. */
export interface Piece {
  /** Of the host's model. */
  readonly fields?: readonly string[]
  /** `@@…` of the host's model. */
  readonly attributes?: readonly string[]
  /** Models and enums of its own. */
  readonly blocks?: readonly string[]
  readonly sql?: string
}

/** One DDL statement, with all that must be said of it. */
export interface Change {
  readonly before: Piece
  /** What schema.prisma says when it knows of the change; null where PSL cannot say it. */
  readonly after: Piece | null
  readonly sql: string
  /** `rule kind name` when the change was made in production alone. */
  readonly made: string
  /** The same where schema.prisma alone has it, or the history alone lacks it: what is extra there is missing here. */
  readonly declared?: string
  /** The same where the history alone lacks it, if that is something else. */
  readonly lacking?: string
}

/** Makes a change on a host. `name` is free there and in the database; `pick` chooses one of several forms. */
export type Maker = (host: Host, name: string, pick: <T>(forms: readonly [T, ...T[]]) => T) => Change

/** The number in a change's name, by which its object differs from those of other changes in more than its name. */
export function numberOf(name: string): number {
  return Number(name.replaceAll(/\D/g, '')) + 10
}

/** A name as SQL has it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A finding of a change, as `rule kind name`; `name` may be of the host. */
export function told(rule: string, kind: string, ...path: readonly string[]): string {
  return [rule, kind, path.join('.')].join(' ')
}
