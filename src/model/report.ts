import type { Gap } from './catalog.ts'
import type { Stage } from './failure.ts'
import type { Finding, Location } from './finding.ts'

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

/** The JSON report, version 1: what the outside can rely on. */
export interface Report {
  readonly version: 1
  readonly status: Status
  readonly failure: ReportFailure | null
  readonly database: DatabaseFacts | null
  readonly prisma: PrismaFacts | null
  readonly findings: readonly Finding[]
  readonly ignored: readonly Finding[]
  readonly gaps: readonly Gap[]
  readonly plan: null
  readonly timings: readonly Timing[]
}
