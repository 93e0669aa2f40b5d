import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Accepted, acceptFindings, type Left } from '../baseline/accept.ts'
import { readBaseline } from '../baseline/read.ts'
import { baselineText } from '../baseline/write.ts'
import { type AcceptOptions, readAcceptOptions } from '../config/accept-options.ts'
import type { Config, Settings } from '../config/config.ts'
import { Failure } from '../model/failure.ts'
import { objectName } from '../model/object.ts'
import { relativePath } from '../model/path.ts'
import type { Report } from '../model/report.ts'
import { visible } from '../report/prose.ts'
import { plural } from '../report/summary.ts'
import { makeFolder } from './make-folder.ts'
import { deliverFailure, printReport } from './run-check.ts'
import { checkAtTerminal, type TerminalContext } from './terminal-check.ts'
import { whyRefused } from './unwritable.ts'

/**
 * Runs a check and accepts what it finds into the baseline, and says what it did.
 * @param given the flags that `check` does not have
 * @returns the exit code: 0 when the baseline is as it should be, 2 when the check could not be done or the file not
 * written, 128 + the signal's number when the process was told to end
 */
export async function runBaseline(
  { config }: Settings,
  given: Readonly<Record<string, unknown>>,
  context: TerminalContext,
): Promise<number> {
  const options = readAcceptOptions(given, context.today)
  if (config instanceof Failure) return deliverFailure(config, 'text', context)
  if (options instanceof Failure) return deliverFailure(options, 'text', context)
  // The file that is named need not be there yet, and what was there before is accepted like the rest.
  const baseline = { ...config.baseline, named: false }
  const asked: Config = { ...config, baseline, base: 'none', plan: 'none' }
  return checkAtTerminal(asked, context, {
    done: async (report) =>
      report.status === 'failed'
        ? printReport(report, 'text', context)
        : accept(report, asked, options, context),
    interrupted: async () => {},
  })
}

async function accept(
  report: Report,
  config: Config,
  options: AcceptOptions,
  context: TerminalContext,
): Promise<number> {
  const { path } = config.baseline
  const file = relativePath(config.workingDirectory, path)
  const previous = readBaseline(config)
  const infos = config.failOn === 'info'
  const accepted = acceptFindings(report, previous?.entries ?? [], {
    ...options,
    infos,
    today: context.today,
  })
  const text = baselineText(previous?.text ?? null, accepted.entries)
  const isNeeded = previous !== null || accepted.entries.length > 0
  if (isNeeded && text !== previous?.text) {
    try {
      await makeFolder(dirname(path))
      await writeFile(path, text)
    } catch (error) {
      return deliverFailure(unwritable(file, error), 'text', context)
    }
  }
  context.stdout.write(`${told(accepted, file).join('\n')}\n`)
  return 0
}

function unwritable(file: string, error: unknown): Failure {
  return new Failure({
    stage: 'report',
    code: 'baseline-unwritable',
    message: `${file} cannot be written: ${whyRefused(error)}.`,
    next: ['Give `--baseline` a path that can be written.'],
  })
}

const whyLeft: readonly (readonly [Left, string])[] = [
  [
    'passing',
    'what the next deploy or a mended file takes away; `--only` with its rule accepts it all the same',
  ],
  ['expired', 'what has an entry that is over; `--expires` says until when it shall hold now'],
  ['info', 'what fails nothing; `--fail-on info` accepts infos too'],
]

function told({ entries, added, renewed, dropped, left }: Accepted, file: string): string[] {
  const kept = entries.length - added.length - renewed.length
  const counts = [
    ...(added.length === 0 ? [] : [`${added.length} added`]),
    ...(renewed.length === 0 ? [] : [`${renewed.length} renewed`]),
    ...(kept === 0 ? [] : [`${kept} kept`]),
    ...(dropped.length === 0 ? [] : [`${dropped.length} dropped`]),
  ]
  const reasons = whyLeft.flatMap(([reason, words]) => {
    const objects = left
      .filter(({ why }) => why === reason)
      .map(({ finding: { rule, object } }) => ({ rule, object: objectName(object) }))
    return objects.length === 0 ? [] : [`Not accepted: ${words}.`, ...named('    ', objects)]
  })
  return [
    `${file}: ${plural(entries.length, 'finding')} accepted${counts.length === 0 ? '' : ` (${counts.join(', ')})`}.`,
    ...named('  + ', added),
    ...named('  ~ ', renewed),
    ...named('  - ', dropped),
    ...reasons,
  ]
}

/** One line an object and rule. */
function named(lead: string, all: readonly { readonly rule: string; readonly object: string }[]): string[] {
  return all.map(({ rule, object }) => visible(`${lead}${object}  ${rule}`))
}
