import { type Finding, type Severity, severities } from '../model/finding.ts'
import { objectName } from '../model/object.ts'
import type { Report } from '../model/report.ts'
import { repositoryPath } from './links.ts'
import type { RenderOptions } from './options.ts'
import { visible } from './prose.ts'
import { counting, introducedFirst, plural } from './summary.ts'

/** A note at a line of the repository's files; without a file it stands beside the run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly place: Place | null
  readonly title: string
  readonly message: string
}

interface Place {
  /** From the repository's root. */
  readonly file: string
  readonly line: number
  readonly column: number | null
}

/** How many annotations of each level a runner shows of one step: https://docs.github.com/actions/reference/limits */
const shown = 10

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  Annotation['level']
>

/**
 * What to show at the lines of the repository's files: errors first, of a level those first that the change
 * introduced, and then those that explain others. Where only what was introduced fails the check, only that is shown.
 * Of each level no more than a runner shows; the last one then says how many more there are, as it does for those
 * without a line. A check that failed is one error at the line that stopped it, if there is one.
 * @param taken how many errors the step shows beside these
 */
export function annotations(report: Report, options: RenderOptions, taken = 0): Annotation[] {
  const { failure } = report
  if (failure !== null) {
    const place = placeOf(failure, options)
    const message = lines([failure.message, ...failure.next])
    return place === null ? [] : [{ level: 'error', place, title: `Schema drift: ${failure.code}`, message }]
  }
  return severities.flatMap((severity) => {
    const room = severity === 'error' ? shown - taken : shown
    const findings = counting(report.findings, options.failOnIntroduced).filter(
      (finding) => finding.severity === severity,
    )
    const explaining = findings.toSorted((a, b) => Number(a.partOf !== null) - Number(b.partOf !== null))
    const placed = introducedFirst(explaining).flatMap((finding) => annotation(finding, options))
    if (placed.length === findings.length && placed.length <= room) return placed
    const first = placed.slice(0, room - 1)
    const rest = plural(findings.length - first.length, first.length === 0 ? severity : `more ${severity}`)
    return [
      ...first,
      {
        level: levels[severity],
        place: null,
        title: 'Schema drift',
        message: `${rest}: see the job summary.`,
      },
    ]
  })
}

function annotation(finding: Finding, options: RenderOptions): Annotation[] {
  const { severity, rule, object, message, consequence } = finding
  const place = placeOf(finding, options)
  const title = visible(`${rule}: ${objectName(object)}`)
  return place === null
    ? []
    : [{ level: levels[severity], place, title, message: lines([message, consequence]) }]
}

/** Null for what lies in no file of the repository. */
function placeOf({ location }: Pick<Finding, 'location'>, options: RenderOptions): Place | null {
  const file = location === null ? null : repositoryPath(location.file, options)
  if (location === null || file === null) return null
  return { file, line: location.line, column: location.column ?? null }
}

function lines(sentences: readonly string[]): string {
  return sentences.map(visible).join('\n').trim()
}
