import { type AnnotationProperties, error, notice, warning } from '@actions/core'
import type { Report } from '../model/report.ts'
import { type Annotation, annotations } from '../report/annotations.ts'
import type { RenderOptions } from '../report/options.ts'

const commands = { error, warning, notice } as const satisfies Record<
  Annotation['level'],
  (message: string, properties: AnnotationProperties) => void
>

/**
 * Annotates the lines of the repository's files.
 * @param taken how many errors the step shows beside these
 */
export function annotate(report: Report, options: RenderOptions, taken: number): void {
  for (const { level, file, line, column, title, message } of annotations(report, options, taken)) {
    const place = file === null ? {} : { file, ...given('startLine', line), ...given('startColumn', column) }
    commands[level](message, { title, ...place })
  }
}

function given(name: 'startLine' | 'startColumn', value: number | null): AnnotationProperties {
  return value === null ? {} : { [name]: value }
}
