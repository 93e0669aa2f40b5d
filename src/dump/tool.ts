import { Failure } from '../model/failure.ts'
import type { Server, ToolRequest } from '../postgres/server.ts'
import type { Dump } from './dump.ts'
import { truncated } from './failures.ts'

export interface SourceContext {
  readonly dump: Dump
  readonly server: Server
  readonly signal: AbortSignal
}

/** A dump, or a part of one, as a script of plain SQL. */
export interface SqlSource {
  readonly stream: AsyncIterable<Buffer>
  /** Does a program write it now? Then it is known how it begins and ends. */
  readonly isGenerated: boolean
  /** After the stream has ended: throws the Failure that says why the SQL is not all there, if it is not. */
  check(): Promise<void>
  /** After `check`, once: the sha256 of the dump's own bytes; null where there are none. Throws as `check` does. */
  finish(): Promise<string | null>
  /** Ends whatever still runs. */
  stop(): void
}

type ToolName = 'pg_restore' | 'pg_dump'

/**
 * Starts a client program that writes a script.
 * @throws Failure `restore-tool-missing` where there is none that fits.
 */
export async function startTool(
  name: ToolName,
  context: SourceContext,
  request: ToolRequest,
): Promise<SqlSource> {
  const { dump, server, signal } = context
  const tool = await server.tool(name)
  if (tool === null)
    throw toolMissing(name, context, `there is no ${name} of PostgreSQL ${server.major} or newer here`)
  const stopping = new AbortController()
  const run = tool.run({ ...request, signal: AbortSignal.any([signal, stopping.signal]) })
  // Whoever checks hears of it; when the restore has stopped for another reason, nobody does.
  run.done.catch(() => {})
  return {
    stream: run.output,
    isGenerated: true,
    async check() {
      const { code, errors } = await run.done
      signal.throwIfAborted()
      if (code !== 0) throw toolFailure(name, errors, context, tool.major)
    },
    finish: async () => dump.sha256,
    stop: () => stopping.abort(),
  }
}

function toolMissing(name: ToolName, { dump, server }: SourceContext, why: string): Failure {
  const major = Math.max(dump.major ?? 0, server.major)
  return new Failure({
    stage: 'restore',
    code: 'restore-tool-missing',
    message: `${dump.name} needs ${name}: ${why}.`,
    next: [
      `Install the client programs on this machine: postgresql-client-${major}.`,
      'Or use --postgres docker, whose image brings them.',
      'Or give a plain dump, which needs no program: pg_dump --format=plain.',
    ],
  })
}

/** The program's own words are known texts of which we tell the meaning; anything else may hold values. */
function toolFailure(name: ToolName, errors: string, context: SourceContext, major: number): Failure {
  const { dump } = context
  if (/unsupported version \([\d.]+\) in file header/.test(errors))
    return toolMissing(
      name,
      context,
      `${dump.name} was written by a newer pg_dump than the ${name} ${major} here can read`,
    )
  if (/server version mismatch/.test(errors))
    return toolMissing(
      name,
      context,
      `the pg_dump ${major} here is older than production, PostgreSQL ${dump.version}`,
    )
  if (
    /compress\w* (?:with|is not)|not built with|built without|requested compression not available/i.test(
      errors,
    )
  )
    return toolMissing(
      name,
      context,
      `the ${name} ${major} here was built without the compression that the dump uses`,
    )
  return name === 'pg_dump' ? unreadable(errors, context) : unreadableArchive(errors, context)
}

function unreadableArchive(errors: string, { dump }: SourceContext): Failure {
  const missing = /could not open[^"]*"(?:[^"]*\/)?([\w.]+)": No such file/.exec(errors)?.[1]
  return truncated(
    dump.name,
    missing === undefined ? 'pg_restore cannot read it to its end' : `its file ${missing} is missing`,
  )
}

function unreadable(errors: string, { dump }: SourceContext): Failure {
  const denied =
    /permission denied for (?:table|view|sequence|schema|relation|materialized view) [^\n]+/.exec(errors)?.[0]
  const locked = /canceling statement due to lock timeout/.test(errors)
  const why = denied ?? (locked ? 'a table stayed locked for a minute' : 'pg_dump stopped before its end')
  return new Failure({
    stage: 'restore',
    code: 'production-unreadable',
    message: `The schema of ${dump.name} could not be read: ${why}.`,
    next: [
      'Give the URL of a user that may read all of it: GRANT pg_read_all_data TO …',
      'Or run pg_dump --schema-only by hand to see what it says, and give what it writes as the dump.',
    ],
  })
}
