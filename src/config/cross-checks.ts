import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { isPostgresUrl, type OptionName, type OptionValues } from './options.ts'
import { type Given, nameAt, type Problem } from './problems.ts'

/** The chosen options by name: of each the one that counts. */
export type Chosen = ReadonlyMap<OptionName, Given>

export interface CrossChecked {
  readonly values: OptionValues
  readonly problems: readonly Problem[]
}

interface CrossCheck {
  readonly option: OptionName
  /** The option it depends on. */
  readonly principal: OptionName
  /** Why the two cannot go together, as the end of a sentence; null when they can. */
  conflict(values: OptionValues, workingDirectory: string): string | null
  readonly next: string
  /** It only ever speaks of the principal's value, so another value from a nearer place makes it void. */
  readonly bound?: true
}

const checks: readonly CrossCheck[] = [
  {
    option: 'dump-sha256',
    principal: 'dump',
    bound: true,
    conflict: ({ dump }, workingDirectory) =>
      dump === undefined || isHashable(dump, workingDirectory)
        ? null
        : 'needs a `dump` that is one file or an `https:` URL',
    next: 'Leave `dump-sha256` out, or give a dump that is one file.',
  },
  {
    option: 'database-url',
    principal: 'postgres',
    conflict: ({ postgres }) =>
      postgres === 'url' || postgres === 'auto'
        ? null
        : `goes with \`postgres: url\` or \`auto\`, not \`${postgres}\``,
    next: 'Set `postgres` to `url`, or leave `database-url` out.',
  },
  {
    option: 'postgres-image',
    principal: 'postgres',
    conflict: (values) => {
      const where =
        values['database-url'] !== undefined && values.postgres === 'auto' ? 'url' : values.postgres
      return where === 'docker' || where === 'auto'
        ? null
        : `goes with \`postgres: docker\`, not \`${where}\``
    },
    next: 'Set `postgres` to `docker`, or leave `postgres-image` out.',
  },
  {
    option: 'migrations',
    principal: 'migrate-command',
    conflict: (values) =>
      values['migrate-command'] === undefined || values.migrations === 'none'
        ? null
        : 'cannot go with `migrate-command`, which takes its place',
    next: 'Give one of `migrations` and `migrate-command`.',
  },
]

/**
 * Holds the options against each other and the disk. An option from the config file gives way where what it
 * depends on was given nearer, by a flag or an input; otherwise a contradiction is a problem.
 */
export function crossCheck(given: OptionValues, chosen: Chosen, workingDirectory: string): CrossChecked {
  let values = given
  const problems: Problem[] = [...required(given, chosen, workingDirectory)]
  for (const { option, principal, conflict, next, bound } of checks) {
    const dependent = chosen.get(option)
    if (dependent === undefined || values[option] === undefined) continue
    const nearer = dependent.door === 'file' && (chosen.get(principal)?.door ?? 'file') !== 'file'
    const why = conflict(values, workingDirectory)
    if (nearer && (bound === true || why !== null)) values = { ...values, [option]: undefined }
    else if (why !== null)
      problems.push({ message: `${nameAt(dependent)} ${why}.`, location: dependent.location, next })
  }
  return { values, problems: [...problems, ...databaseUrlMissing(values, chosen)] }
}

function required(values: OptionValues, chosen: Chosen, workingDirectory: string): readonly Problem[] {
  const problems: Problem[] = []
  if (!isDirectory(workingDirectory))
    problems.push({
      message: `\`working-directory\` is \`${values['working-directory']}\`, and there is no such folder.`,
      location: null,
      next: 'Give `working-directory` the folder of the Prisma project; in a workflow, check the repository out first.',
    })
  if (!chosen.has('dump'))
    problems.push({
      code: 'input-missing',
      message: 'No `dump` was given: the check needs a dump of production to compare with.',
      location: null,
      next: "Give the dump's path or URL as `--dump`, as the input `dump`, or as `dump:` in `.github/schema-drift.yml`; `none` stands for an empty production.",
    })
  return problems
}

function databaseUrlMissing(values: OptionValues, chosen: Chosen): readonly Problem[] {
  const postgres = chosen.get('postgres')
  if (postgres === undefined || values.postgres !== 'url' || chosen.has('database-url')) return []
  return [
    {
      message: `${nameAt(postgres)} is \`url\`, and no \`database-url\` was given.`,
      location: postgres.location,
      next: 'Give `database-url` a server on which databases may be made; a secret is empty on pull requests from forks, where `postgres: auto` is the way.',
    },
  ]
}

function isHashable(dump: string, workingDirectory: string): boolean {
  return dump !== 'none' && !isPostgresUrl(dump) && !isDirectory(resolve(workingDirectory, dump))
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
