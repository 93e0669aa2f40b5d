import { type Cause, causes, type Finding, type Severity, severities } from '../model/finding.ts'
import type { Report, Status } from '../model/report.ts'

export type SeverityCounts = Readonly<Record<Severity, number>>

export interface Counts {
  readonly findings: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  /** Findings this change brought in; null where no finding knows. */
  readonly introduced: number | null
  readonly byCause: Readonly<Record<Cause, SeverityCounts>>
}

/** Whether a check passes, and by how many findings it does not. */
export interface Gate {
  readonly exitCode: 0 | 1 | 2
  /** Findings at or above the level. */
  readonly blocking: number
}

/** Counts a report's findings by severity and cause; what is ignored does not count. */
export function countFindings(report: Pick<Report, 'findings'>): Counts {
  const { findings } = report
  const total = bySeverity(findings)
  const known = findings.filter((finding) => finding.introduced !== null)
  return {
    findings: findings.length,
    errors: total.error,
    warnings: total.warning,
    infos: total.info,
    introduced: known.length === 0 ? null : known.filter((finding) => finding.introduced).length,
    byCause: Object.fromEntries(
      causes.map((cause) => [cause, bySeverity(findings.filter((finding) => finding.cause === cause))]),
    ) as Record<Cause, SeverityCounts>,
  }
}

/** What the findings amount to: `drift` where one is at warning or above. */
export function verdict(findings: readonly Finding[]): Exclude<Status, 'failed'> {
  return findings.some((finding) => finding.severity !== 'info') ? 'drift' : 'clean'
}

/**
 * Holds a report against `--fail-on`: 0 nothing at or above it, 1 findings, 2 the check could not be done.
 * @param onlyIntroduced `--fail-on-introduced`: what was there before does not count. Where that is not known a
 * finding counts, as otherwise a base that cannot be read would let everything pass.
 */
export function gate(report: Report, failOn: Severity | 'never', onlyIntroduced = false): Gate {
  if (report.status === 'failed') return { exitCode: 2, blocking: 0 }
  if (failOn === 'never') return { exitCode: 0, blocking: 0 }
  const level = severities.indexOf(failOn)
  const blocking = counting(report.findings, onlyIntroduced).filter(
    ({ severity }) => severities.indexOf(severity) <= level,
  ).length
  return { exitCode: blocking > 0 ? 1 : 0, blocking }
}

/** The findings that the gate looks at. */
export function counting(findings: readonly Finding[], onlyIntroduced = false): readonly Finding[] {
  return onlyIntroduced ? findings.filter(({ introduced }) => introduced !== false) : findings
}

/** First what this change introduced, or may have, then what was there before; each part in its order. */
export function introducedFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => Number(a.introduced === false) - Number(b.introduced === false))
}

/** `3 errors, 1 info`; without the zeros. */
export function countsPhrase(counts: SeverityCounts, none = 'no findings'): string {
  const words = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => plural(counts[severity], severity))
  return words.join(', ') || none
}

/** `1 error`, `2 errors`, `1,234 errors`; `plurals` where an s is not enough. */
export function plural(count: number, word: string, plurals = `${word}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? word : plurals}`
}

/** Counts findings by severity. */
export function bySeverity(findings: readonly Finding[]): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

/** Orders counts: more errors first, then more warnings, then more infos. */
export function compareCounts(a: SeverityCounts, b: SeverityCounts): number {
  return b.error - a.error || b.warning - a.warning || b.info - a.info
}
