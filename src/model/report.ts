import type { Gap } from './catalog.ts'
import type { Stage } from './failure.ts'
import type { Finding, Location, Severity } from './finding.ts'
import type { Plan } from './plan.ts'

export type Status = 'clean' | 'drift' | 'failed'

export interface ReportFailure {
  readonly stage: Stage
  readonly code: string
  readonly message: string
  readonly location: Location | null
  readonly next: readonly string[]
}

export const dumpFormats = ['plain', 'custom', 'directory', 'tar', 'url'] as const
export type DumpFormat = (typeof dumpFormats)[number]

export interface DatabaseFacts {
  readonly provider: 'docker' | 'local' | 'embedded' | 'url'
  /** The server's version, as in `15.18`. */
  readonly version: string
  /** Why this provider was chosen. */
  readonly reason: string
  /** Null when production is empty (`--dump none`). */
  readonly dump: DumpFacts | null
}

export interface DumpFacts {
  readonly format: DumpFormat
  /** The server the dump was taken from; null when the dump does not say. */
  readonly version: string | null
  /** Of the bytes as they were given; null for a directory and a `postgres:` URL. */
  readonly sha256: string | null
}

export interface PrismaFacts {
  readonly engine: 'wasm' | 'cli'
  readonly version: string
  readonly validate: 'passed' | 'failed'
  /** Would `prisma db pull` change the schema files? Null when the schema does not validate. */
  readonly pullChanges: boolean | null
  /** Is the engine's own diff of the deployed database against the schema empty? Null as above. */
  readonly diffEmpty: boolean | null
  /** Tables and enums of which the engine reports a difference and the findings none. */
  readonly onlyEngine: readonly string[]
}

export interface Timing {
  readonly stage: string
  readonly ms: number
}

/** What keeps a finding out of the verdict: a rule of the config's `ignore`, or an entry of the baseline. */
export interface Acceptance {
  readonly kind: 'ignore' | 'baseline'
  /** In a few words, as in `baseline: agreed with the DBA (ana), until 2027-01-31`. */
  readonly text: string
  /** Where it is written. */
  readonly location: Location | null
  readonly reason: string | null
  readonly owner: string | null
  /** The day it was accepted; null for what the config ignores. */
  readonly since: string | null
  /** The last day on which it holds, `YYYY-MM-DD`; null: for good. */
  readonly expires: string | null
}

export interface IgnoredFinding extends Finding {
  readonly by: Acceptance
}

/** One finding that the baseline accepts. */
export interface BaselineEntry {
  readonly fingerprint: string
  readonly rule: string
  /** The object as a person reads it. */
  readonly object: string
  /** A graver finding is not accepted; null: of any severity. */
  readonly severity: Severity | null
  readonly reason: string | null
  readonly owner: string | null
  readonly since: string | null
  readonly expires: string | null
}

/** The baseline of a check: what in it needs a hand. */
export interface BaselineFacts {
  /** Relative to the working directory, with `/`. */
  readonly file: string
  /** How many entries it has. */
  readonly entries: number
  /** Those whose finding is gone. */
  readonly stale: readonly BaselineEntry[]
  /** Those that held until a day which is over, while their finding is still there. */
  readonly expired: readonly BaselineEntry[]
}

/** The JSON report, version 1: what the outside can rely on. */
export interface Report {
  readonly version: 1
  readonly status: Status
  readonly failure: ReportFailure | null
  readonly database: DatabaseFacts | null
  readonly prisma: PrismaFacts | null
  readonly findings: readonly Finding[]
  readonly ignored: readonly IgnoredFinding[]
  /** Null where there is no baseline. */
  readonly baseline: BaselineFacts | null
  readonly gaps: readonly Gap[]
  /** Null where nothing is to be done. */
  readonly plan: Plan | null
  readonly timings: readonly Timing[]
}
