import pg from 'pg'
import type { Connection } from './server.ts'
import { untilAborted } from './until-aborted.ts'

export interface ClientOptions {
  /** Cancels the connecting, and closes the connection when it fires later. */
  readonly signal?: AbortSignal
  /** How long connecting may take, in milliseconds; 30 seconds unless told. */
  readonly timeout?: number
}

/** The name our sessions carry in pg_stat_activity. */
const applicationName = 'prisma-schema-drift'

/**
 * Opens one connection; the caller ends it. `withClient` is the better choice wherever it fits.
 * @throws what `pg` throws: an error of the network, or a `pg.DatabaseError`.
 */
export async function connect(connection: Connection, options: ClientOptions = {}): Promise<pg.Client> {
  options.signal?.throwIfAborted()
  const client = new pg.Client({
    ...connection,
    application_name: applicationName,
    connectionTimeoutMillis: options.timeout ?? 30_000,
  })
  // A connection that breaks while idle emits an error, which unheard would end the process; the next query rejects.
  client.on('error', () => {})
  const { signal } = options
  const abort = () => void client.end().catch(() => {})
  signal?.addEventListener('abort', abort, { once: true })
  client.once('end', () => signal?.removeEventListener('abort', abort))
  try {
    // A client that is ended while it connects never says so.
    await (signal ? untilAborted(client.connect(), signal) : client.connect())
    return client
  } catch (error) {
    if (!signal?.aborted) await client.end().catch(() => {})
    signal?.throwIfAborted()
    throw error
  }
}

/**
 * Runs `work` on a connection of its own and closes it whatever happens.
 * @returns what `work` returns.
 */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
  options?: ClientOptions,
): Promise<T> {
  const client = await connect(connection, options)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
