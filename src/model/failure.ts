import type { Location } from './finding.ts'

export const stages = [
  'config',
  'start',
  'restore',
  'migrate',
  'prisma',
  'compare',
  'plan',
  'report',
] as const
export type Stage = (typeof stages)[number]

/** Every code, with what it means; docs/failures.md says the same at more length. Codes are never renamed. */
export const failureCodes = {
  'config-invalid':
    'An option, an input or a key of the config file is unknown or has a value it cannot have.',
  'base-unknown': '`--base` names no commit that is known here.',
  'baseline-invalid': 'The file of accepted findings cannot be read.',
  'baseline-unwritable': 'The file of accepted findings cannot be written.',
  'input-missing': 'A file, a folder or an option that the check cannot do without is not there.',
  'prisma-config-failed':
    'prisma.config throws, does not end, or takes a path from a package that is not installed.',
  'prisma-datasource-missing': 'The schema has no datasource block.',
  'prisma-provider-unsupported': 'The datasource is not PostgreSQL.',

  'postgres-unavailable': 'No way to get a Postgres server fits here; the message says what was looked for.',
  'postgres-start-failed': 'The server was found, but did not start.',
  'docker-unavailable': 'No Docker engine answers, or Node is too old for it.',
  'docker-image-unavailable': 'The image is not there and cannot be pulled.',
  'local-unavailable': 'This machine has no server binaries of the wanted version.',
  'embedded-unsupported': 'There are no embedded binaries for this platform and version.',
  'embedded-download-failed': 'npm could not fetch the embedded binaries.',
  'embedded-integrity-mismatch': 'The fetched binaries are not those this release was made with.',
  'embedded-cache-unwritable': 'The folder for the embedded binaries cannot be written.',
  'database-url-invalid': 'The URL of the server cannot be read.',
  'database-url-unreachable': 'The server does not answer.',
  'database-url-login-failed': 'The server refuses the user or the password.',
  'database-url-rights-missing': 'The user may not create databases.',

  'dump-unrecognised': 'The file is no dump of PostgreSQL; the message says what it looks like.',
  'dump-truncated': 'The dump is cut short.',
  'dump-hash-mismatch': 'The dump is not the one `--dump-sha256` names.',
  'dump-download-failed': 'The dump could not be fetched.',
  'production-unreachable': 'The server of a `postgres:` dump does not answer.',
  'production-unreadable': 'pg_dump may not read what it has to.',
  'restore-failed': 'A statement of the dump fails.',
  'restore-tool-missing': 'The dump needs pg_restore or pg_dump, and there is none that fits.',
  'extension-missing': 'The server lacks an extension.',
  'server-too-old': 'The dump needs a newer server.',
  'role-missing': 'The dump names a role that is not there and may not be made.',

  'migrations-provider': 'migration_lock.toml names another database.',
  'migration-file-missing': 'A migration folder has no migration.sql.',
  'migrations-unsupported': 'The SQL files are of a tool whose undo sections would run as well.',
  'migrate-command-failed': '`--migrate-command` ended with an error.',

  'prisma-missing': '`--engine cli`, and no `prisma` is installed in the workspace.',
  'prisma-unsupported': 'A version of Prisma that this release does not know.',
  'prisma-cli-failed': 'A command of the workspace’s `prisma` failed.',
  'engine-failed': 'Prisma’s engine reports an error.',
  'engine-panic': 'Prisma’s engine crashed.',
  'engine-answer-unclear': 'The answer of the engine cannot be told from no answer.',
  'schema-script-failed': 'What the engine prints for the schema does not run on the server.',

  'tree-dirty': '`fix` would write over what is in no commit.',
  'tree-unversioned': '`fix` would write over files that are in no git repository.',
  'tree-unwritable': 'A file of the plan cannot be written.',

  'report-unwritable': 'A report cannot be written to the file that was asked for.',

  interrupted: 'The check was told to end. In a terminal Ctrl-C ends it with exit code 130 and no report.',
  unexpected: 'An error that no part of the check foresaw.',
} as const satisfies Readonly<Record<string, string>>
export type FailureCode = keyof typeof failureCodes

export interface FailureDetails {
  readonly stage: Stage
  readonly code: FailureCode
  readonly message: string
  readonly location?: Location | null
  /** What to do next: each a whole sentence, the best way out first. */
  readonly next: readonly string[]
}

/** The check could not be done. Never carries row values or secrets: message and next are shown as they are. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly stage: Stage
  readonly code: FailureCode
  readonly location: Location | null
  readonly next: readonly string[]

  constructor(details: FailureDetails, options?: ErrorOptions) {
    super(details.message, options)
    this.stage = details.stage
    this.code = details.code
    this.location = details.location ?? null
    this.next = details.next
  }
}
