import { Failure } from '../model/failure.ts'
import { parseVersion } from './binaries.ts'
import { withClient } from './client.ts'
import { startCluster } from './cluster.ts'
import { databasesOn, type Made } from './databases.ts'
import type { ClientTool, Connection, ProviderName, Server, ServerRequest } from './server.ts'
import { machineTool } from './tools.ts'

export interface Parts {
  readonly provider: ProviderName
  readonly reason: string
  readonly connection: Connection
  readonly signal: AbortSignal
  readonly onMade?: (made: Made) => void
  tool(name: 'pg_restore' | 'pg_dump', major: number): Promise<ClientTool | null>
  /** Takes the server down; for one that goes on without us, `dropAll` is what removes our part of it. */
  stop(dropAll: () => Promise<void>): Promise<void>
}

/**
 * Makes a `Server` of what a provider started. It is stopped when the signal fires.
 * @throws what connecting throws; the caller then takes down what it started.
 */
export async function serve(parts: Parts): Promise<Server> {
  const { provider, connection, signal } = parts
  const said = await withClient(connection, (client) => client.query('SHOW server_version'), { signal })
  const { version, major } = parseVersion(String(said.rows[0]?.server_version))
  const databases = databasesOn(connection, major, parts.onMade)
  let stopped: Promise<void> | null = null
  const stop = () => {
    signal.removeEventListener('abort', onAbort)
    stopped ??= databases.close().then(() => parts.stop(databases.dropAll))
    return stopped
  }
  // Whoever waits for the check waits for `stop` too and hears its error there.
  const onAbort = () => void stop().catch(() => {})
  signal.addEventListener('abort', onAbort, { once: true })
  return {
    provider,
    version,
    major,
    reason: parts.reason,
    connection,
    tool: (name) => parts.tool(name, major),
    createDatabase: databases.createDatabase,
    ensureRole: databases.ensureRole,
    stop,
  }
}

/**
 * Starts a cluster of our own with the binaries in `binDirectory`.
 * @throws Failure `postgres-start-failed` saying what the server said.
 */
export async function serveCluster(
  provider: 'local' | 'embedded',
  binDirectory: string,
  reason: string,
  { signal, onRemains, dumpBytes }: ServerRequest,
): Promise<Server> {
  try {
    const cluster = await startCluster({ provider, binDirectory, dumpBytes, signal, onRemains })
    try {
      const { connection, stop } = cluster
      return await serve({ provider, reason, connection, signal, tool: machineTool, stop })
    } catch (error) {
      await cluster.stop()
      throw error
    }
  } catch (error) {
    signal.throwIfAborted()
    throw new Failure(
      {
        stage: 'start',
        code: 'postgres-start-failed',
        message: `The PostgreSQL server of ${binDirectory} did not start: ${error instanceof Error ? error.message : error}`,
        next: [
          'Choose another way to get a server: --postgres docker, embedded or url.',
          'Or see that the temporary folder has room and that its path can be entered by every user.',
        ],
      },
      { cause: error },
    )
  }
}
