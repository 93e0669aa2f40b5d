import { dirname, join, resolve } from 'node:path'
import { Failure } from '../model/failure.ts'
import type { Location } from '../model/finding.ts'
import type { Config, Delivery, Settings } from './config.ts'
import { crossCheck } from './cross-checks.ts'
import { findConfigFile, readConfigFile } from './file.ts'
import { nearest } from './nearest.ts'
import { type Door, type OptionName, type OptionValues, options, optionsOf } from './options.ts'
import { entryKeys } from './policy.ts'
import { policyProblems } from './policy-problems.ts'
import { type Given, type Problem, unknownKey, wrongValue } from './problems.ts'
import { secretsOf } from './secrets.ts'

export interface SettingsRequest {
  readonly door: 'cli' | 'action'
  /** By name; what was not given is absent. Names that are no option are looked at as well. */
  readonly given: Readonly<Record<string, unknown>>
  /** Where the program was started; absolute. */
  readonly cwd: string
}

/**
 * Makes one configuration of what a door was given, the config file and the defaults, in this order. Never
 * throws for what a user wrote: all that is wrong is said in one Failure of stage `config`, code
 * `config-invalid`, or `input-missing` where no dump was given.
 */
export function loadSettings({ door, given, cwd }: SettingsRequest): Settings {
  const atDoor = readDoor(door, given)
  const workingDirectory = resolve(cwd, textOf(given['working-directory']) ?? '.')
  const inFile = readFile(textOf(given.config), workingDirectory, cwd)
  const all = [...inFile.given, ...atDoor.given]
  const chosen = new Map(all.map((option) => [option.name, option]))
  const parsed = parse(chosen)
  const checked = crossCheck(parsed.values, chosen, workingDirectory)
  // What a file that cannot be read holds is not missing.
  const contradictions = inFile.isRead ? checked.problems : []
  const problems = [...atDoor.problems, ...inFile.problems, ...parsed.problems, ...contradictions]
  return {
    config:
      failureOf(problems) ?? configOf(checked.values, workingDirectory, chosen.get('ignore'), inFile.path),
    delivery: deliveryOf(parsed.values),
    secrets: secretsOf(all),
  }
}

interface Reading {
  readonly given: readonly Given[]
  readonly problems: readonly Problem[]
}

function readDoor(door: 'cli' | 'action', given: SettingsRequest['given']): Reading {
  const known = optionsOf(door).map(({ name }) => name)
  const entries = Object.entries(given)
    // A runner hands over undeclared inputs as well, and warns of them itself; a slip of the pen must not pass.
    .filter(([key]) => door === 'cli' || nearest(key, known) !== null)
    .map(([key, value]) => ({ key, value, location: null }))
  return recognise(door, entries)
}

/** With the file's own path, null where there is none, and whether it could be read. */
function readFile(
  named: string | null,
  workingDirectory: string,
  cwd: string,
): Reading & { readonly path: string | null; readonly isRead: boolean } {
  try {
    const path = findConfigFile(named, workingDirectory, cwd)
    return {
      ...recognise('file', path === null ? [] : readConfigFile(path, workingDirectory)),
      path,
      isRead: true,
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { message, location, next } = error
    return { given: [], problems: [{ message, location, next: next.join(' ') }], path: null, isRead: false }
  }
}

type Entry = Pick<Given, 'value' | 'location' | 'locate'> & { readonly key: string }

function recognise(door: Door, entries: readonly Entry[]): Reading {
  const here = optionsOf(door).map(({ name }) => name)
  const given: Given[] = []
  const problems: Problem[] = []
  for (const { key, ...entry } of entries) {
    const name = here.find((known) => known === key)
    if (name === undefined) problems.push(unknownKey(key, door, entry.location, here))
    else given.push({ name, door, ...entry })
  }
  return { given, problems }
}

function parse(chosen: ReadonlyMap<OptionName, Given>): {
  values: OptionValues
  problems: readonly Problem[]
} {
  const raw = Object.fromEntries([...chosen].map(([name, { value }]) => [name, value]))
  const parsed = options.safeParse(raw)
  if (parsed.success) return { values: parsed.data, problems: [] }
  const problems = [...chosen.values()].flatMap((option) => {
    const issues = parsed.error.issues.filter(({ path }) => path[0] === option.name)
    if (option.name in entryKeys) return policyProblems(option, issues)
    const last = issues.at(-1)
    return last === undefined ? [] : [wrongValue(option, last.message)]
  })
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]))
  const right = Object.fromEntries(Object.entries(raw).filter(([name]) => !wrong.has(name)))
  return { values: options.parse(right), problems }
}

function failureOf(problems: readonly Problem[]): Failure | null {
  const [first] = problems
  if (first === undefined) return null
  return new Failure({
    stage: 'config',
    code: first.code ?? 'config-invalid',
    message: problems.map(({ message }) => message).join(' '),
    location: firstLocation(problems),
    next: [...new Set(problems.map(({ next }) => next))],
  })
}

function firstLocation(problems: readonly Problem[]): Location | null {
  return problems.find(({ location }) => location !== null)?.location ?? null
}

function configOf(
  values: OptionValues,
  workingDirectory: string,
  ignoring: Given | undefined,
  configFile: string | null,
): Config {
  const version = values['postgres-version']
  return {
    workingDirectory,
    schema: values.schema ?? null,
    migrations: values.migrations ?? null,
    migrateCommand: values['migrate-command'] ?? null,
    // Never absent here: without a dump there is a problem, and the Failure takes this place.
    dump: values.dump ?? 'none',
    dumpSha256: values['dump-sha256'] ?? null,
    postgres: values.postgres,
    postgresVersion: version === undefined ? null : Number(version),
    postgresImage: values['postgres-image'] ?? null,
    databaseUrl: values['database-url'] ?? null,
    engine: values.engine,
    base: values.base ?? null,
    failOn: values['fail-on'],
    ignore: values.ignore.map(({ rule, object, reason, owner, expires }, index) => ({
      rule: rule ?? null,
      object: object ?? null,
      reason: reason ?? null,
      owner: owner ?? null,
      expires: expires ?? null,
      location: ignoring?.locate?.([index]) ?? null,
    })),
    severity: values.severity.map(({ rule, object, severity }) => ({
      rule,
      object: object ?? null,
      severity,
    })),
    baseline: baselineOf(values.baseline, workingDirectory, configFile),
    grants: values.grants === 'true',
    failOnIntroduced: values['fail-on-introduced'] === 'true',
    policy: values.policy,
    decide: values.decide.map(({ rule, object, side }) => ({
      rule: rule ?? null,
      object: object ?? null,
      side,
    })),
    plan: values.proof === 'true' ? 'proved' : 'tried',
    only: [],
  }
}

/** The file of accepted findings: the one named, else the one beside the config file. */
function baselineOf(
  named: string | undefined,
  workingDirectory: string,
  configFile: string | null,
): Config['baseline'] {
  if (named !== undefined) return { path: resolve(workingDirectory, named), named: true }
  const folder = configFile === null ? workingDirectory : dirname(configFile)
  return { path: join(folder, 'schema-drift-baseline.yml'), named: false }
}

function deliveryOf(values: OptionValues): Delivery {
  return {
    format: values.format,
    reports: values.report,
    githubToken: values['github-token'] ?? null,
    comment: values.comment,
    commentKey: values['comment-key'],
    annotations: values.annotations === 'true',
    suggestions: values.suggestions === 'true',
    reportDirectory: values['report-directory'] ?? null,
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
