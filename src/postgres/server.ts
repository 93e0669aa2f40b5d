import type { Readable } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import type { StageLog } from '../progress/progress.ts'

/** How to reach a server or one of its databases; given to `pg` as it is. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
  readonly ssl?: boolean | ConnectionOptions
  /** The schema of names without one, as `?schema=` of Prisma's URLs; `public` unless told. */
  readonly schema?: string
}

export type ProviderName = 'docker' | 'local' | 'embedded' | 'url'

/** What must be taken down even when this process is killed; kept as JSON in the action's state. */
export type Remains =
  | { readonly provider: 'docker'; readonly container: string }
  | { readonly provider: 'local' | 'embedded'; readonly directory: string; readonly pid: number }
  | { readonly provider: 'url'; readonly databases: readonly string[]; readonly roles: readonly string[] }

/** A client program of Postgres (pg_restore, pg_dump), on this machine or in the container. */
export interface ClientTool {
  readonly major: number
  /**
   * Runs it. `input` becomes its standard input; a directory archive is given as `directory` and takes the
   * place of the argument `{directory}`.
   */
  run(request: ToolRequest): ToolRun
}

export interface ToolRequest {
  readonly args: readonly string[]
  readonly input?: Readable
  readonly directory?: string
  /** The database it shall connect to, reached from wherever the program runs; given through its environment. */
  readonly database?: Connection
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export interface ToolRun {
  readonly output: Readable
  /** Settles when the program has ended; `errors` is its stderr, which may hold row values: never show it unfiltered. */
  readonly done: Promise<{ readonly code: number; readonly errors: string }>
}

/** A running throwaway server, or the part of an existing one that is ours. */
export interface Server {
  readonly provider: ProviderName
  /** As in `15.18`. */
  readonly version: string
  readonly major: number
  /** Why this provider and version; a whole sentence for the log and the report. */
  readonly reason: string
  /** To the maintenance database, as a superuser (or who `--database-url` names). */
  readonly connection: Connection
  /** Null when there is none that fits this server. */
  tool(name: 'pg_restore' | 'pg_dump'): Promise<ClientTool | null>
  /**
   * A new database with a unique name made from `label`, empty or a clone of `template` (on which no
   * connection may be open).
   */
  createDatabase(label: string, template?: Connection): Promise<Connection>
  /** Makes a NOLOGIN role where there is none of that name; taken down with the server. */
  ensureRole(name: string): Promise<void>
  /** Takes it down and leaves nothing behind. Idempotent. */
  stop(): Promise<void>
}

export interface ServerRequest {
  readonly where: 'auto' | ProviderName
  /** The major version wanted; null: whatever is best here. */
  readonly major: number | null
  readonly image: string | null
  readonly url: string | null
  /** The size of the dump in bytes; undefined where it is not known. A small one is kept in memory. */
  readonly dumpBytes?: number
  readonly signal: AbortSignal
  readonly log: StageLog
  /** Called as soon as there is something to take down, and again whenever that changes. */
  readonly onRemains: (remains: Remains) => void
}

/** One way to get a server. Adding one is a file in `providers/` and a line in its list. */
export interface Provider {
  readonly name: ProviderName
  /** Cheap: can this provider give this major here, and why (not)? */
  probe(request: ServerRequest): Promise<Probe>
  start(request: ServerRequest): Promise<Server>
}

export type Probe =
  | { readonly fits: true; readonly major: number | null; readonly because: string }
  | { readonly fits: false; readonly because: string }
