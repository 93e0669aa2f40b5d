import type { Report } from '../model/report.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import type { RenderOptions } from './options.ts'
import { sarif } from './sarif.ts'
import { text } from './text.ts'

/** Every format of a report. One more is one function more. */
const formats = { text, json, markdown, sarif, html } as const satisfies Readonly<
  Record<string, (report: Report, options: RenderOptions) => string>
>

export type Format = keyof typeof formats

/** The report in a format. Same report and options, same bytes. */
export function render(format: Format, report: Report, options: RenderOptions = {}): string {
  return formats[format](report, options)
}
