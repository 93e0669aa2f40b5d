import type { Failure } from '../model/failure.ts'
import { type Location, type Severity, severities } from '../model/finding.ts'

export const postgresChoices = ['auto', 'docker', 'local', 'embedded', 'url'] as const
type PostgresChoice = (typeof postgresChoices)[number]

export const engineChoices = ['auto', 'cli', 'wasm'] as const
type EngineChoice = (typeof engineChoices)[number]

export const failOnChoices = [...severities, 'never'] as const
export type FailOn = Severity | 'never'

export const policies = ['production-first', 'schema-first'] as const
type AlignmentPolicy = (typeof policies)[number]

export const sides = ['production', 'repository', 'person'] as const

/** No plan at all, one that is only tried on clones, or one that is held there against what it promises. */
type PlanDepth = 'none' | 'tried' | 'proved'

/** Who is right about some findings, or that a person is to say it; matches where both globs do. */
interface DecideRule {
  /** A glob for rules; null: any rule. */
  readonly rule: string | null
  /** A glob for objects; null: any object. */
  readonly object: string | null
  readonly side: (typeof sides)[number]
}

export const formats = ['text', 'json', 'markdown', 'sarif', 'html'] as const
export type Format = (typeof formats)[number]

export const commentChoices = ['auto', 'always', 'on-drift', 'never'] as const
export type CommentPolicy = (typeof commentChoices)[number]

/** Findings that do not count; matches where both globs do. */
export interface IgnoreRule {
  /** A glob for rules; null: any rule. */
  readonly rule: string | null
  /** A glob for objects; null: any object. */
  readonly object: string | null
  readonly reason: string | null
  readonly owner: string | null
  /** The last day on which it holds, `YYYY-MM-DD`; null: for good. */
  readonly expires: string | null
  /** Where it is written. */
  readonly location: Location | null
}

/** Another severity for findings; matches where both globs do. */
export interface SeverityRule {
  readonly rule: string
  /** Null: any object. */
  readonly object: string | null
  readonly severity: Severity
}

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
  /** A branch, tag or commit; 'none': nothing is asked of what was there before; null: the door's own choice. */
  readonly base: string | null
  readonly failOn: FailOn
  /** Are the rights of roles compared? */
  readonly grants: boolean
  readonly ignore: readonly IgnoreRule[]
  /** Of those that match a finding the last one counts. */
  readonly severity: readonly SeverityRule[]
  readonly baseline: BaselineFile
  /** Does only what this change introduced fail the check? */
  readonly failOnIntroduced: boolean
  /** Which side gives way in the alignment plan, where nothing else is said. */
  readonly policy: AlignmentPolicy
  /** Of those that match a finding the last one counts. */
  readonly decide: readonly DecideRule[]
  /** How far the alignment plan goes. */
  readonly plan: PlanDepth
  /** Globs of rules or objects: what the alignment plan is to settle; empty: every finding. */
  readonly only: readonly string[]
}

/** The file of accepted findings. */
interface BaselineFile {
  /** Absolute. */
  readonly path: string
  /** By an option, so that it has to be there; else it is where it is looked for. */
  readonly named: boolean
}

/** One report to be written into a file. */
interface ReportFile {
  readonly format: Format
  /** As given, relative to where the program was started. */
  readonly file: string
}

/** Where the report goes; each door uses what it knows. */
export interface Delivery {
  readonly format: Format
  readonly reports: readonly ReportFile[]
  readonly githubToken: string | null
  readonly comment: CommentPolicy
  readonly commentKey: string
  readonly annotations: boolean
  /** Are the plan's edits suggested on the lines of the pull request? */
  readonly suggestions: boolean
  /** As given, relative to where the program was started; null: the door's own choice. */
  readonly reportDirectory: string | null
}

/** What a door was given. The delivery is known even where the config is not, so that a failure can be told. */
export interface Settings {
  readonly config: Config | Failure
  readonly delivery: Delivery
  /** Texts that must never be shown: tokens, URLs that hold a password, the passwords alone. */
  readonly secrets: readonly string[]
}
