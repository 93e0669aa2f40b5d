import type pg from 'pg'
import { Failure } from '../../model/failure.ts'
import { withClient } from '../client.ts'
import { parseConnectionUrl } from '../connection-url.ts'
import { describePostgresError } from '../errors.ts'
import { serve } from '../serve.ts'
import type { Connection, Provider } from '../server.ts'
import { machineTool } from '../tools.ts'

/** An existing server, on which we make and drop databases of our own. */
export const url: Provider = {
  name: 'url',
  async probe(request) {
    return request.url === null
      ? { fits: false, because: 'no database URL was given' }
      : { fits: true, major: null, because: 'a database URL was given' }
  },
  async start(request) {
    if (request.url === null)
      throw new Failure({
        stage: 'config',
        code: 'input-missing',
        message: 'postgres is url, and no database-url says which server that is.',
        next: ['Give database-url: postgresql://user:password@host:5432/postgres.'],
      })
    const { signal, log, onRemains } = request
    const connection = await reach(await parseConnectionUrl(request.url), signal)
    const server = await serve({
      provider: 'url',
      reason: 'An existing server, given as database-url.',
      connection,
      signal,
      onMade: (made) => onRemains({ provider: 'url', ...made }),
      tool: machineTool,
      stop: (dropAll) => dropAll(),
    })
    if (request.major !== null && server.major < request.major)
      log.warn(
        `The server of the database URL is PostgreSQL ${server.version}, older than the ${request.major} that was wanted: what only ${request.major} knows will not restore.`,
      )
    return server
  },
}

/** The first of the connections that works and may make databases. */
async function reach(candidates: readonly Connection[], signal: AbortSignal): Promise<Connection> {
  for (const [index, connection] of candidates.entries()) {
    try {
      await withClient(connection, (client) => requireRights(client, connection), { signal, timeout: 15_000 })
      return connection
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Failure) throw error
      if (index === candidates.length - 1 || !wantsOtherEncryption(error))
        throw connectFailure(connection, error)
    }
  }
  throw new Error('a database URL without any connection to try')
}

/** A server without TLS, or one whose pg_hba.conf takes such a connection only with or only without it. */
function wantsOtherEncryption(error: unknown): boolean {
  const { sqlstate, message } = describePostgresError(error)
  return sqlstate === '28000' || /does not support SSL/.test(message)
}

async function requireRights(client: pg.Client, connection: Connection): Promise<void> {
  const { rows } = await client.query<{ able: boolean }>(
    'SELECT rolcreatedb OR rolsuper AS able FROM pg_roles WHERE rolname = current_user',
  )
  if (rows[0]?.able) return
  throw new Failure({
    stage: 'start',
    code: 'database-url-rights-missing',
    message: `The user ${connection.user} of the database URL may not make databases on ${place(connection)}.`,
    next: [
      `Give it the right, as a superuser: ALTER ROLE "${connection.user.replaceAll('"', '""')}" CREATEDB.`,
      'Or let the check start a server of its own: leave out database-url.',
    ],
  })
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, class 28. */
function connectFailure(connection: Connection, error: unknown): Failure {
  const { sqlstate, message } = describePostgresError(error)
  const refused = sqlstate?.startsWith('28') ?? false
  return new Failure(
    {
      stage: 'start',
      code: refused ? 'database-url-login-failed' : 'database-url-unreachable',
      message: refused
        ? `The server at ${place(connection)} refused the user ${connection.user} of the database URL: ${message}.`
        : `The database URL leads to no server at ${place(connection)}: ${message || 'no answer'}.`,
      next: [
        refused
          ? 'Check user and password of database-url; characters such as @ : / # in the password need %-escapes.'
          : 'Check host, port, database and sslmode of database-url, and that this machine may connect to it.',
        'Or let the check start a server of its own: leave out database-url.',
      ],
    },
    { cause: error },
  )
}

function place({ host, port }: Connection): string {
  return host.startsWith('/') ? host : `${host}:${port}`
}
