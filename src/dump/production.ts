import { Failure } from '../model/failure.ts'
import { type ClientOptions, withClient } from '../postgres/client.ts'
import { parseConnectionUrl } from '../postgres/connection-url.ts'
import { describePostgresError } from '../postgres/errors.ts'
import type { Connection } from '../postgres/server.ts'
import type { StageLog } from '../progress/progress.ts'
import { type Dump, parseDumpVersion } from './dump.ts'

/**
 * Opens a `postgres:` URL as a dump to be made: asks production, in a transaction that can only read, for its
 * version and for the schemas that hold a migration history.
 * @throws Failure `dump-unrecognised` for a URL that is none, `production-unreachable`.
 */
export async function openProduction(
  { dump: url }: { readonly dump: string },
  { signal, log }: { readonly signal: AbortSignal; readonly log: StageLog },
): Promise<Dump> {
  const candidates = await parse(url)
  const { host, port, database } = candidates[0]
  const name = `the database ${JSON.stringify(database)} at ${host}:${port}`
  try {
    const { connection, version, histories } = await askFirst(candidates, { signal })
    log.note(`Production is ${name}, PostgreSQL ${version}; it is only read.`)
    return {
      format: 'url',
      ...parseDumpVersion(version),
      name,
      file: null,
      sha256: null,
      source: { kind: 'production', connection, histories },
      close: async () => {},
    }
  } catch (error) {
    signal.throwIfAborted()
    throw new Failure(
      {
        stage: 'restore',
        code: 'production-unreachable',
        message: `Production, ${name}, cannot be read: ${describePostgresError(error).message}.`,
        next: [
          'See that this machine may reach it (firewall, allow list), and that user and password are right.',
          'Or make a dump where production can be reached, and give that: pg_dump --format=custom.',
        ],
      },
      { cause: error },
    )
  }
}

/** The connections to try, in order. */
async function parse(url: string): Promise<readonly [Connection, ...Connection[]]> {
  try {
    const [first, ...others] = await parseConnectionUrl(url)
    if (first !== undefined) return [first, ...others]
    throw new Error('a database URL without any connection to try')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { code, message, next } = error
    throw new Failure({ stage: 'restore', code, message, next }, { cause: error })
  }
}

const question = `
  SELECT current_setting('server_version') AS version,
         array(SELECT n.nspname::text
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relname = '_prisma_migrations' AND c.relkind IN ('r', 'p') ORDER BY 1) AS histories`

async function askFirst([first, ...others]: readonly [Connection, ...Connection[]], options: ClientOptions) {
  for (let connection = first; ; ) {
    try {
      return await ask(connection, options)
    } catch (error) {
      const next = others.shift()
      if (next === undefined) throw error
      connection = next
    }
  }
}

function ask(connection: Connection, options: ClientOptions) {
  return withClient(
    connection,
    async (client) => {
      await client.query('BEGIN TRANSACTION READ ONLY')
      const [row]: { version: string; histories: string[] }[] = (await client.query(question)).rows
      if (row === undefined) throw new Error('the server gave no version')
      return { connection, ...row }
    },
    options,
  )
}
