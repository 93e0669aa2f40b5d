import { Failure } from '../model/failure.ts'
import type { Location } from '../model/finding.ts'
import { describePostgresError, type PostgresError } from '../postgres/errors.ts'
import type { Server } from '../postgres/server.ts'
import { summarise } from '../postgres/sql/summary.ts'
import type { Dump } from './dump.ts'
import { imageWith } from './extensions.ts'
import { truncated, unrecognised } from './failures.ts'
import { createdExtension } from './rules.ts'
import { ScriptError } from './script-error.ts'
import { CommandError } from './session.ts'

export interface RestoreContext {
  readonly dump: Dump
  readonly server: Pick<Server, 'version' | 'major'>
}

/** What stopped a restore, as a Failure; what is none of the dump's faults is given back as it is. */
export function restoreFailure(error: unknown, context: RestoreContext): unknown {
  if (error instanceof ScriptError) return scriptFailure(error, context)
  return error instanceof CommandError ? commandFailure(error, context) : error
}

function scriptFailure(error: ScriptError, { dump }: RestoreContext): Failure {
  const where = error.line === null ? '' : ` (${place(dump, error.line)})`
  if (error.reason === 'truncated') return truncated(dump.name, `${error.message}${where}`, error)
  return unrecognised(
    dump.name,
    `a script that cannot be restored, for ${error.message}${where}`,
    ['Give what pg_dump writes, unchanged: pg_dump --format=custom.'],
    error,
  )
}

function commandFailure(error: CommandError, context: RestoreContext): Failure {
  const { dump, server } = context
  const described = describePostgresError(error.cause)
  const line = failingLine(error.command, described)
  const extension = createdExtension(error.command.text)
  const stop = { described, line, summary: summarise(error.command.text), cause: error }
  if (extension !== null && described.sqlstate !== '42501') return extensionMissing(extension, stop, context)
  const newer = dump.major !== null && dump.major > server.major
  return newer && newSyntax.has(described.sqlstate ?? '')
    ? serverTooOld(stop, context)
    : failed(stop, context)
}

interface Stop {
  readonly described: PostgresError
  readonly line: number
  readonly summary: string
  readonly cause: CommandError
}

/** syntax_error, undefined_object, undefined_function, undefined_table, feature_not_supported, reserved_name, undefined_parameter */
const newSyntax = new Set(['42601', '42704', '42883', '42P01', '0A000', '42939', '42P02', '22023'])

function extensionMissing(extension: string, stop: Stop, { dump, server }: RestoreContext): Failure {
  const image = imageWith(extension, server.major)
  return new Failure(
    {
      stage: 'restore',
      code: 'extension-missing',
      message: `${dump.name} needs the extension ${JSON.stringify(extension)}, which PostgreSQL ${server.version} here cannot give it: ${stop.described.message} (${place(dump, stop.line)}).`,
      location: location(dump, stop.line),
      next: [
        image === null
          ? 'Use an image that has it: --postgres docker --postgres-image NAME.'
          : `Use an image that has it: --postgres docker --postgres-image ${image}.`,
        'Or give a server that has it: --postgres url --database-url URL.',
        'Or install it on this machine, for --postgres local.',
      ],
    },
    { cause: stop.cause },
  )
}

function serverTooOld(stop: Stop, { dump, server }: RestoreContext): Failure {
  return new Failure(
    {
      stage: 'restore',
      code: 'server-too-old',
      message: `${dump.name} was taken from PostgreSQL ${dump.version}, and PostgreSQL ${server.version} here does not understand ${stop.summary}: ${stop.described.message} (${place(dump, stop.line)}).`,
      location: location(dump, stop.line),
      next: [
        `Restore it on the version it was taken from: --postgres-version ${dump.major}, with --postgres docker or embedded.`,
        `Or install PostgreSQL ${dump.major} on this machine, for --postgres local.`,
      ],
    },
    { cause: stop.cause },
  )
}

function failed(stop: Stop, { dump, server }: RestoreContext): Failure {
  const { described, line, summary } = stop
  const rows = described.copy?.column ? `, at the column ${JSON.stringify(described.copy.column)}` : ''
  const state = described.sqlstate === null ? '' : ` [${described.sqlstate}]`
  return new Failure(
    {
      stage: 'restore',
      code: 'restore-failed',
      message: `The restore of ${dump.name} stopped at ${summary} (${place(dump, line)}${rows}): ${described.message}${state}.`,
      location: location(dump, line),
      next: advice(described.sqlstate, server),
    },
    { cause: stop.cause },
  )
}

function advice(sqlstate: string | null, server: Pick<Server, 'version'>): readonly string[] {
  const byHand =
    'Restore the dump by hand into an empty database to see the same stop: psql -v ON_ERROR_STOP=1.'
  if (sqlstate === null)
    return ['See whether the server was stopped or ran out of memory, and run the check again.']
  if (sqlstate === '53100')
    return ['Make room on the disk that holds the temporary folder, or of the container.']
  if (sqlstate === '42501')
    return ['Give --database-url a superuser, or let the check start a server of its own: leave it out.']
  if (sqlstate.startsWith('23') || sqlstate.startsWith('22'))
    return [
      'The rows break the dump’s own definitions: see what was done to them after pg_dump, such as masking.',
      byHand,
    ]
  if (['42P01', '42704', '42883', '3F000', '42703'].includes(sqlstate))
    return [
      'The dump refers to what it does not hold: make it of the whole database, without -n, -t, -N or -T.',
      byHand,
    ]
  return [byHand, `See whether PostgreSQL ${server.version} is the version the dump was made for.`]
}

/** Where in the dump, for a message. */
function place(dump: Dump, line: number): string {
  const { source } = dump
  if (source.kind === 'production') return `line ${line} of what pg_dump wrote`
  return source.kind === 'file' && source.format === 'plain'
    ? `line ${line}`
    : `line ${line} of what pg_restore -f - makes of it`
}

function location(dump: Dump, line: number): Location | null {
  const isPlain = dump.source.kind === 'file' && dump.source.format === 'plain'
  return isPlain && dump.file !== null ? { file: dump.file, line } : null
}

function failingLine({ text, line }: CommandError['command'], { copy, position }: PostgresError): number {
  if (copy !== null) return line + breaks(text) + copy.line
  return position === null
    ? line
    : line + breaks([...text.slice(0, 2 * position)].slice(0, position - 1).join(''))
}

function breaks(text: string): number {
  return text.split('\n').length - 1
}
