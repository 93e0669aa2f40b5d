import type { Attributes } from './catalog.ts'
import { compareObjects, compareText, type ObjectId } from './object.ts'

export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** The line that is out; `unknown` where only two lines exist. */
export const causes = ['production', 'history', 'schema', 'several', 'unknown'] as const
export type Cause = (typeof causes)[number]

/** A place in a file of the repository: path relative to the working directory, line and column from 1. */
export interface Location {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** One drifted object under one rule. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** Why the severity is what it is. */
  readonly reason: string
  readonly object: ObjectId
  readonly production: Attributes | null
  readonly history: Attributes | null
  readonly declared: Attributes | null
  readonly deployed: Attributes | null
  readonly cause: Cause
  readonly introduced: boolean | null
  readonly message: string
  readonly consequence: string
  readonly location: Location | null
  /** SQL that belongs to it: what Prisma's engine would write. */
  readonly sql?: string
  /** The fingerprint of the finding that explains this one. */
  readonly partOf: string | null
  /** 12 hex digits, stable across runs and across line moves. */
  readonly fingerprint: string
}

/** Does it only sum up the findings that are part of it, each of which says more? */
export function sumsUp({ rule }: Finding): boolean {
  return rule === 'migration-missing'
}

/** The order of a report: by severity, then object, then rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareObjects(a.object, b.object) ||
    compareText(a.rule, b.rule)
  )
}
