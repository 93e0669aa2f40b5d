import { Failure } from '../model/failure.ts'
import type { DatabaseFacts, PrismaFacts, Report, Timing } from '../model/report.ts'
import { shownFinding, shownPlan } from './shown.ts'
import { verdict } from './summary.ts'

/** What a report tells whatever came of the check; null for what was not reached. */
export interface Known {
  readonly database: DatabaseFacts | null
  readonly prisma: PrismaFacts | null
  readonly timings: readonly Timing[]
}

/** The report of a check that was done; what is ignored has no say in its verdict. */
export function completeReport(
  known: Known,
  compared: Pick<Report, 'findings' | 'ignored' | 'baseline' | 'gaps' | 'plan'>,
): Report {
  const { database, prisma, timings } = known
  const { findings, ignored, baseline, gaps, plan } = compared
  const status = verdict(findings)
  return {
    version: 1,
    status,
    failure: null,
    database,
    prisma,
    findings: findings.map(shownFinding),
    ignored: ignored.map(shownFinding),
    baseline,
    gaps,
    plan: plan && shownPlan(plan),
    timings,
  }
}

/** The report of a check that could not be done. */
export function failedReport(error: unknown, known: Known): Report {
  const { stage, code, message, location, next } = error instanceof Failure ? error : unexpected(error)
  const failure = { stage, code, message, location, next }
  const { database, prisma, timings } = known
  return {
    version: 1,
    status: 'failed',
    failure,
    database,
    prisma,
    findings: [],
    ignored: [],
    baseline: null,
    gaps: [],
    plan: null,
    timings,
  }
}

/** An error that no part of the check foresaw. Its message may hold anything, so only its kind is told. */
function unexpected(error: unknown): Failure {
  const kind = error instanceof Error ? error.name : typeof error
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const where = error instanceof Error ? /\bat (\S+) \(/.exec(error.stack ?? '')?.[1] : undefined
  return new Failure({
    stage: 'compare',
    code: 'unexpected',
    message: `The check stopped on an error that it does not know: ${kind}${code}${where ? ` in ${where}` : ''}.`,
    next: [
      'Report it, with what is said above and the versions below.',
      'Run the check again with another `--postgres` or `--engine`.',
    ],
  })
}
