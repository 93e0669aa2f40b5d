import { compareText } from '../model/object.ts'
import type { DumpFacts } from '../model/report.ts'
import { withClient } from '../postgres/client.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { summarise } from '../postgres/sql/summary.ts'
import type { StageLog } from '../progress/progress.ts'
import type { Dump } from './dump.ts'
import { type Loaded, loadScript } from './load.ts'
import { restoreFailure } from './restore-failure.ts'
import { ScriptError } from './script-error.ts'
import { CommandError } from './session.ts'
import { sqlSources } from './sql-source.ts'
import type { SqlSource } from './tool.ts'

export interface RestoreRequest {
  readonly dump: Dump
  readonly server: Server
  /** An empty database of `server`. */
  readonly database: Connection
  /** Restore the rights on objects too? */
  readonly grants: boolean
  readonly signal: AbortSignal
  readonly log: StageLog
}

/**
 * Restores a dump, its rows included. What a check does not need and what needs other servers, roles or
 * tablespaces is left out (rules.ts) and said in the log; roles that policies and rights name are made.
 * @throws Failure of stage `restore`: `dump-truncated`, `dump-unrecognised`, `extension-missing`,
 * `server-too-old`, `restore-tool-missing`, `production-unreadable`, `restore-failed`.
 */
export async function restoreDump(request: RestoreRequest): Promise<DumpFacts> {
  const { dump, server, signal, log } = request
  const leftOut = new Set<string>()
  let sha256 = dump.sha256
  try {
    for await (const source of sqlSources({ dump, server, signal })) {
      const { loaded, sha256: hash } = await load(source, request, (what) => leftOut.add(what))
      sha256 = hash
      log.note(
        `Restored ${counted(loaded.statements, 'statement')}, ${counted(loaded.rows, 'row')} in ${counted(loaded.blocks, 'table')}.`,
      )
    }
  } catch (error) {
    signal.throwIfAborted()
    throw restoreFailure(error, { dump, server })
  }
  if (leftOut.size > 0)
    log.note(`Left out, as the check does not need them: ${[...leftOut].sort(compareText).join(', ')}.`)
  return { format: dump.format, version: dump.version, sha256 }
}

async function load(
  source: SqlSource,
  { server, database, grants, signal, log }: RestoreRequest,
  onLeftOut: (what: string) => void,
): Promise<{ readonly loaded: Loaded; readonly sha256: string | null }> {
  const progress = noteProgress(log)
  try {
    const loaded = await withClient(
      database,
      (client) =>
        loadScript(progress.count(source.stream), {
          client,
          ensureRole: server.ensureRole,
          grants,
          onLeftOut,
          onCopy: progress.at,
          isGenerated: source.isGenerated,
        }),
      { signal },
    )
    await source.check()
    return { loaded, sha256: await source.finish() }
  } catch (error) {
    // SQL that ends too early does so because of what it was made from.
    const endedEarly =
      error instanceof ScriptError ? error.reason === 'truncated' : !(error instanceof CommandError)
    if (endedEarly) await source.check()
    throw error
  } finally {
    source.stop()
  }
}

const noteEvery = 10_000
const megabyte = 1024 * 1024

/** Tells every ten seconds how far a long restore has come. */
function noteProgress(log: StageLog) {
  let bytes = 0
  let last = performance.now()
  let table = ''
  const tell = () => {
    if (performance.now() - last < noteEvery) return
    last = performance.now()
    log.note(`${Math.round(bytes / megabyte)} MB of SQL so far${table === '' ? '' : `, at ${table}`}.`)
  }
  return {
    at(statement: string) {
      table = summarise(statement)
    },
    async *count(stream: AsyncIterable<Buffer>) {
      for await (const chunk of stream) {
        bytes += chunk.length
        tell()
        yield chunk
      }
    },
  }
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`
}
