import { type AnnotationProperties, error, notice, warning } from '@actions/core'
import type { Report } from '../model/report.ts'
import { type Annotation, annotations } from '../report/annotations.ts'
import type { RenderOptions } from '../report/options.ts'

const commands: Readonly<
  Record<Annotation['level'], (message: string, properties: AnnotationProperties) => void>
> = { error, warning, notice }

/**
 * Annotates the lines of the repository's files.
 * @param errors those the step has shown already: a runner keeps the first ten of each level.
 */
export function annotate(report: Report, options: RenderOptions, errors: number): void {
  for (const { level, place, title, message } of annotations(report, options, errors))
    commands[level](message, { title, ...(place === null ? {} : propertiesOf(place)) })
}

function propertiesOf({ file, line, column }: NonNullable<Annotation['place']>): AnnotationProperties {
  return { file, startLine: line, ...(column === null ? {} : { startColumn: column }) }
}
