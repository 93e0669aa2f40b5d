import type { Finding } from '../../model/finding.ts'
import { objectName } from '../../model/object.ts'
import type { Plan } from '../../model/plan.ts'
import type { RenderOptions } from '../options.ts'
import { visible } from '../prose.ts'
import { plural } from '../summary.ts'
import { type Page, pageOf } from '../terminal.ts'
import { decisionLines, planHead, proofLines } from './plan.ts'

/** What `fix` did, or with `--dry-run` would do. */
export interface FixOutcome {
  /** Null where nothing is to be done. */
  readonly plan: Plan | null
  /** `refused`: the plan failed its proof, so nothing was written. */
  readonly did: 'wrote' | 'printed' | 'refused'
  readonly files: readonly { readonly path: string; readonly state: 'new' | 'changed' | 'unchanged' }[]
  /** What is run next, in order. */
  readonly commands: readonly string[]
  /** The findings that fail the command, as neither what was written nor the commands settle them. */
  readonly left: readonly Finding[]
  readonly exitCode: number
}

/** What `fix` tells a terminal: the plan in short, what was written, what to run next and what is left for a person. */
export function fixText(outcome: FixOutcome, options: Pick<RenderOptions, 'color' | 'width'> = {}): string {
  const page = pageOf(options)
  const { plan, commands, did } = outcome
  const blocks = [
    ...(plan === null ? [] : [planHead(plan, page)]),
    ...(plan !== null && did === 'refused' ? [proofLines(plan, page)] : []),
    fileLines(outcome, page),
    ...(did === 'refused' || commands.length === 0 ? [] : [commandLines(outcome, page)]),
    ...(plan === null ? [] : [decisionLines(plan, page)]),
    leftLines(outcome, page),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function fileLines({ plan, files, did }: FixOutcome, page: Page): string[] {
  if (did === 'refused')
    return ['Nothing was written, as the plan failed its proof; `--force` writes it all the same.']
  const changing = files.filter(({ state }) => state !== 'unchanged')
  if (changing.length === 0)
    return [
      plan === null || files.length === 0
        ? 'Nothing is to be written.'
        : 'Nothing is to be written: the files are as the plan has them.',
    ]
  return [
    page.bold(did === 'printed' ? 'To be written' : 'Written'),
    ...changing.map(({ path, state }) => `  ${state === 'new' ? 'new    ' : 'changed'}  ${visible(path)}`),
  ]
}

function commandLines({ commands, files, did }: FixOutcome, page: Page): string[] {
  const isFirst = did === 'wrote' && files.some(({ state }) => state !== 'unchanged')
  return [
    page.bold(isFirst ? 'Next, once that is reviewed and committed' : 'Next'),
    ...commands.map((command) => `  ${page.value(visible(command))}`),
  ]
}

/** How many names a reader wants to see at once. */
const most = 20

function leftLines({ left, exitCode }: FixOutcome, page: Page): string[] {
  if (left.length === 0) return []
  const [shown, more] = [left.slice(0, most), left.length - most]
  return [
    page.tone('error', `✗ ${plural(left.length, 'finding')} left · exit ${exitCode}`),
    ...shown.map(({ object, rule }) => `  ${visible(objectName(object))}  ${page.dim(visible(rule))}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}
