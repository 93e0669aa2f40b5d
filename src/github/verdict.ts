import type { FailOn } from '../config/config.ts'
import type { Report } from '../model/report.ts'
import { countFindings, gate, plural } from '../report/summary.ts'

type VerdictOutput = 'status' | 'drifted' | 'findings' | 'errors' | 'warnings' | 'introduced' | 'proof'

export interface Verdict {
  readonly exitCode: 0 | 1 | 2
  /** Why the job fails, in one line. */
  readonly line: string
  readonly outputs: Readonly<Record<VerdictOutput, string>>
}

/** What a report means for the job: its exit code and the outputs that say how much was found. */
export function decide(report: Report, failOn: FailOn, onlyIntroduced = false): Verdict {
  const { exitCode, blocking } = gate(report, failOn, onlyIntroduced)
  const { findings, errors, warnings, introduced } = countFindings(report)
  return {
    exitCode,
    line:
      report.failure === null
        ? `Schema drift: ${plural(blocking, 'finding')} at or above \`fail-on: ${failOn}\`${onlyIntroduced ? ofThisChange(introduced) : ''}.`
        : `The check could not be done (${report.failure.stage}, ${report.failure.code}): ${report.failure.message}`,
    outputs: {
      status: report.status,
      drifted: String(report.status === 'drift'),
      findings: String(findings),
      errors: String(errors),
      warnings: String(warnings),
      introduced: introduced === null ? '' : String(introduced),
      proof: report.plan?.proof.status ?? 'not-run',
    },
  }
}

function ofThisChange(introduced: number | null): string {
  return introduced === null
    ? ', and what this change introduced is not known'
    : ' that this change introduced'
}
