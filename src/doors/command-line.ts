import { Command, CommanderError, Option } from 'commander'
import { acceptOptions } from '../config/accept-options.ts'
import { fixOptions } from '../config/fix-options.ts'
import { loadSettings } from '../config/load.ts'
import { alternatives } from '../config/nearest.ts'
import { type Option as ConfigOption, type OptionName, optionsOf } from '../config/options.ts'
import { Failure } from '../model/failure.ts'
import { explain } from './explain.ts'
import { runBaseline } from './run-baseline.ts'
import { deliverFailure, runCheck } from './run-check.ts'
import { runFix } from './run-fix.ts'
import type { TerminalContext } from './terminal-check.ts'

/** The example is all local files: what says where Postgres comes from and what is printed is left to choose. */
const demoOptions: readonly OptionName[] = [
  'postgres',
  'postgres-version',
  'postgres-image',
  'database-url',
  'engine',
  'format',
  'report',
]

/** The check that `baseline` runs is for its findings alone. */
const beyondBaseline: readonly OptionName[] = ['base', 'fail-on-introduced', 'format', 'report']

const examples = `
Examples:
  $ prisma-schema-drift demo
  $ prisma-schema-drift check --dump production.dump
  $ prisma-schema-drift check --dump backups/latest.sql.zst --postgres docker --fail-on warning
  $ prisma-schema-drift check --dump none --format json --report html=drift.html
  $ prisma-schema-drift fix --dump production.dump --dry-run
  $ prisma-schema-drift baseline --dump production.dump --reason "known since spring" --owner ana --expires 90d
  $ prisma-schema-drift explain id-strategy

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the check could not be done.
Of fix: 0 written or nothing to do, 1 something is left for a person, 2 nothing could be written.
`

/**
 * Runs the command line.
 * @param argv without the program's own name
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], context: TerminalContext): Promise<number> {
  let exitCode = 0
  const program = new Command('prisma-schema-drift')
    .description(
      'Compares the restored production database, the migration history and schema.prisma, and says where they disagree and which one is out of line.',
    )
    .version(context.version)
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: () => {},
    })

  const check = program.command('check').description('Check the schema against a dump of production.')
  addOptions(check, optionsOf('cli'))
  check.action(async () => {
    exitCode = await runCheck(loadSettings({ door: 'cli', given: givenTo(check), cwd: context.cwd }), context)
  })

  const fix = program
    .command('fix')
    .description('Run the check, and write its alignment plan into the working tree.')
  addOptions(fix, optionsOf('cli'))
  for (const { name, value, description } of fixOptions)
    fix.addOption(flag(value === null ? `--${name}` : `--${name} <${value}>`, description, value !== null))
  fix.action(async () => {
    const { shared, own } = divide(givenTo(fix), optionsOf('cli'))
    exitCode = await runFix(loadSettings({ door: 'cli', given: shared, cwd: context.cwd }), own, context)
  })

  const baseline = program
    .command('baseline')
    .description('Accept what the check finds today into the baseline, and drop what is gone from it.')
  const ofCheck = optionsOf('cli').filter(({ name }) => !beyondBaseline.includes(name))
  addOptions(baseline, ofCheck)
  for (const { name, value, description, repeatable } of acceptOptions)
    baseline.addOption(flag(`--${name} <${value}>`, description, repeatable))
  baseline.action(async () => {
    const { shared, own } = divide(givenTo(baseline), ofCheck)
    exitCode = await runBaseline(loadSettings({ door: 'cli', given: shared, cwd: context.cwd }), own, context)
  })

  const demo = program.command('demo').description('Run the check on the bundled example; needs no set-up.')
  addOptions(
    demo,
    optionsOf('cli').filter(({ name }) => demoOptions.includes(name)),
  )
  demo.action(async () => {
    const given = { dump: 'dump.sql', ...givenTo(demo) }
    exitCode = await runCheck(loadSettings({ door: 'cli', given, cwd: context.exampleDirectory }), context)
  })

  program
    .command('explain')
    .description('Say what a rule means, why it bites, how to fix it and when to ignore it.')
    .argument('<rule>', 'the rule, as in `column-default`')
    .action((rule: string) => {
      exitCode = explain(rule, context)
    })

  if (argv.length === 0) {
    program.outputHelp()
    return 0
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? 0 : misused(error, argv, context)
  }
}

function addOptions(command: Command, options: readonly ConfigOption[]): void {
  for (const { name, placeholder, description, choices, default: fallback, repeatable, isFlag } of options) {
    const values = choices === null || isFlag ? '' : ` One of ${alternatives(choices)}.`
    const standard = fallback === null || isFlag ? '' : ` (default: ${fallback})`
    const value = isFlag ? `[${placeholder}]` : `<${placeholder}>`
    const option = flag(`--${name} ${value}`, `${description}${values}${standard}`, repeatable)
    if (isFlag) option.preset('true')
    command.addOption(option)
    if (isFlag && fallback === 'true')
      command.addOption(new Option(`--no-${name}`, `The same as \`--${name} false\`.`))
  }
}

function flag(flags: string, description: string, repeatable: boolean): Option {
  const option = new Option(flags, description)
  if (repeatable) option.argParser((value: string, all: readonly string[] = []) => [...all, value])
  return option
}

/** What was given, in the options of `check` and those that a command has of its own. */
function divide(given: Readonly<Record<string, unknown>>, ofCheck: readonly ConfigOption[]) {
  const isShared = ([key]: readonly [string, unknown]) => ofCheck.some(({ name }) => name === key)
  const all = Object.entries(given)
  return {
    shared: Object.fromEntries(all.filter(isShared)),
    own: Object.fromEntries(all.filter((option) => !isShared(option))),
  }
}

function givenTo(command: Command): Record<string, unknown> {
  const given = command.opts()
  return Object.fromEntries(
    command.options.flatMap((option) => {
      const value: unknown = given[option.attributeName()]
      if (option.negate || value === undefined) return []
      return [[option.name(), value === false ? 'false' : value]]
    }),
  )
}

/** A command line that is none: an unknown command or option, a value that is missing. */
function misused(error: CommanderError, argv: readonly string[], context: TerminalContext): Promise<number> {
  const [problem = '', hint] = error.message.replace(/^error: /, '').split('\n')
  const meant = /^\(Did you mean (.*)\?\)$/.exec(hint ?? '')?.[1]
  const message = `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`
  const next = [...(meant === undefined ? [] : [`Write ${meant}.`]), 'See `prisma-schema-drift --help`.']
  const failure = new Failure({ stage: 'config', code: 'config-invalid', message, next })
  const format = argv.some(
    (word, index) => word === '--format=json' || (word === 'json' && argv[index - 1] === '--format'),
  )
    ? 'json'
    : 'text'
  return deliverFailure(failure, format, context)
}
