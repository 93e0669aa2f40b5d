import type { Severity } from '../model/finding.ts'
import type { Limit, PreviousFindings } from './markdown/comment.ts'

/** How many of a plan's changes of the schema are suggested on lines of a pull request. */
export interface Suggested {
  readonly shown: number
  readonly all: number
}

/** What a format may need beside the report. A format takes what concerns it. */
export interface RenderOptions {
  /** This tool's version. */
  readonly version?: string
  /** The URL of the documentation folder; rules are explained at `<docsUrl>/rules/<rule>.md`. Else nothing is linked. */
  readonly docsUrl?: string
  /** The repository at the checked commit: `https://github.com/owner/name/blob/<sha>`. Else locations are not linked. */
  readonly permalink?: string
  /** The working directory, relative to the repository's root, with `/`; '' is the root. */
  readonly directory?: string
  /** The schema file, relative to the working directory: where findings without a place of their own are shown. */
  readonly schemaFile?: string
  /** The level that fails the check; else the report does not speak of it. */
  readonly failOn?: Severity | 'never'
  /** Does only what the change introduced count there? */
  readonly failOnIntroduced?: boolean
  /** `text`: the files that reports of it could not be written to, for which the exit code is 2. */
  readonly unwritten?: readonly string[]
  /** `sarif`: for GitHub's code scanning, which does not know what is suppressed: leaves it out. */
  readonly codeScanning?: boolean
  /** `text`: with ANSI colours. */
  readonly color?: boolean
  /** `text`: columns of the terminal; else lines are not wrapped. */
  readonly width?: number
  /** `markdown`: makes it a comment, found again by this key. A comment bears no timings, so that equal verdicts are equal bytes. */
  readonly commentKey?: string
  /** `markdown`: where it has to fit. */
  readonly limit?: Limit
  /** `markdown`: where the whole report is, when this one had to be cut. */
  readonly summaryUrl?: string
  /** `markdown`: what of the plan is suggested on the pull request, where that was looked at. */
  readonly suggested?: Suggested | null
  /** `markdown`: the drift that the comment it replaces remembers. */
  readonly previous?: PreviousFindings | null
}
