import { type Finding, type Severity, severities } from '../model/finding.ts'
import { objectName } from '../model/object.ts'
import type { Report } from '../model/report.ts'
import { repositoryPath } from './links.ts'
import type { RenderOptions } from './options.ts'
import { visible } from './prose.ts'
import { plural } from './summary.ts'

/** A note at a line of the repository's files; without a file it stands beside the run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** From the repository's root. */
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
  readonly title: string
  readonly message: string
}

/** How many annotations of each level a runner shows of one step: https://docs.github.com/actions/reference/limits */
const shown = 10

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  Annotation['level']
>

/**
 * What to show at the lines of the repository's files: errors first, within a level first the findings that others
 * follow from, then those with a line. Of each level no more than a runner shows; the last one then says how many
 * more there are.
 * @param taken how many errors the step shows beside these
 */
export function annotations(report: Report, options: RenderOptions, taken = 0): Annotation[] {
  const { failure } = report
  if (failure !== null) {
    const message = [failure.message, ...failure.next].join('\n')
    return [
      {
        level: 'error',
        ...place(failure, options),
        title: `Schema drift: ${failure.code}`,
        message: text(message),
      },
    ]
  }
  return severities.flatMap((severity) => {
    const all = report.findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => ({ finding, annotation: annotation(finding, options) }))
      .toSorted((a, b) => rank(a.finding, a.annotation) - rank(b.finding, b.annotation))
      .map(({ annotation: made }) => made)
    const room = shown - (severity === 'error' ? taken : 0)
    if (all.length <= room) return all
    const rest = all.length - (room - 1)
    return [...all.slice(0, room - 1), more(severity, rest)]
  })
}

function annotation(finding: Finding, options: RenderOptions): Annotation {
  const { severity, rule, object, message, consequence } = finding
  return {
    level: levels[severity],
    ...place(finding, options),
    title: visible(`${rule}: ${objectName(object)}`),
    message: text(`${message}\n${consequence}`),
  }
}

function more(severity: Severity, count: number): Annotation {
  const message = `${plural(count, `more ${severity}`)}: see the job summary.`
  return { level: levels[severity], file: null, line: null, column: null, title: 'Schema drift', message }
}

function rank({ partOf }: Finding, { file }: Annotation): number {
  return (partOf === null ? 0 : 2) + (file === null ? 1 : 0)
}

function place(
  { location }: Pick<Finding, 'location'>,
  options: RenderOptions,
): Pick<Annotation, 'file' | 'line' | 'column'> {
  const file = location === null ? null : repositoryPath(location.file, options)
  if (location === null || file === null) return { file: null, line: null, column: null }
  return { file, line: location.line, column: location.column ?? null }
}

function text(message: string): string {
  return message.split('\n').map(visible).join('\n').trim()
}
