import pg from 'pg'
import type { Connection } from './server.ts'
import { untilAborted } from './until-aborted.ts'

export interface ClientOptions {
  /** Cancels the connecting, and closes the connection when it fires while there is work on it. */
  readonly signal?: AbortSignal
  /** How long connecting may take, in milliseconds; 30 seconds unless told. */
  readonly timeout?: number
}

/** The name our sessions carry in pg_stat_activity. */
const applicationName = 'prisma-schema-drift'

/** The databases to which a connection is kept open. */
const kept = new Set<string>()

/** To these databases the connection on which nobody works; the one that was used last comes last. */
const idle = new Map<string, pg.Client>()

/** A server may take few connections. */
const mostIdle = 8

/**
 * Opens one connection; the caller ends it. `withClient` is the better choice wherever it fits.
 * @throws what `pg` throws: an error of the network, or a `pg.DatabaseError`.
 */
export async function connect(
  connection: Connection,
  { signal, timeout = 30_000 }: ClientOptions = {},
): Promise<pg.Client> {
  signal?.throwIfAborted()
  const client = new pg.Client({
    ...connection,
    application_name: applicationName,
    connectionTimeoutMillis: timeout,
  })
  // A connection that breaks while idle emits an error, which unheard would end the process; the next query rejects.
  client.on('error', () => {})
  client.once('end', () => {
    if (idle.get(keyOf(connection)) === client) idle.delete(keyOf(connection))
  })
  const abort = () => void end(client)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    // A client that is ended while it connects never says so.
    await (signal ? untilAborted(client.connect(), signal) : client.connect())
    return client
  } catch (error) {
    if (!signal?.aborted) await end(client)
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

/**
 * Keeps a connection to this database open when work on it ends, for whoever works there next: a new one costs
 * Postgres a process, which reads the catalog anew.
 */
export function keepOpen(connection: Connection): void {
  kept.add(keyOf(connection))
}

/** Ends the connection that is kept open to this database, and keeps no other. */
export async function letGo(connection: Connection): Promise<void> {
  kept.delete(keyOf(connection))
  await end(takeIdle(keyOf(connection)))
}

/**
 * Runs `work` on a connection that nobody else uses, in a session that is as new, and closes it whatever happens;
 * but for one to a database that is kept open.
 * @returns what `work` returns.
 */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
  options: ClientOptions = {},
): Promise<T> {
  const { signal } = options
  signal?.throwIfAborted()
  const client = takeIdle(keyOf(connection)) ?? (await connect(connection, options))
  const abort = () => void end(client)
  signal?.addEventListener('abort', abort, { once: true })
  let isKept = false
  try {
    const result = await work(client)
    isKept = await giveBack(keyOf(connection), client)
    return result
  } finally {
    signal?.removeEventListener('abort', abort)
    if (!isKept) await end(client)
  }
}

async function end(client: pg.Client | null): Promise<void> {
  await client?.end().catch(() => {})
}

function takeIdle(key: string): pg.Client | null {
  const client = idle.get(key) ?? null
  idle.delete(key)
  return client
}

/**
 * Puts a connection by for others, its session as new. https://www.postgresql.org/docs/current/sql-discard.html
 * @returns false where it is to be ended
 */
async function giveBack(key: string, client: pg.Client): Promise<boolean> {
  const isWanted = () => kept.has(key) && !idle.has(key)
  if (!isWanted()) return false
  try {
    await client.query('DISCARD ALL')
  } catch {
    return false // The work left a transaction open, or the connection is broken.
  }
  if (!isWanted()) return false
  idle.set(key, client)
  const [oldest] = idle.keys()
  if (idle.size > mostIdle && oldest !== undefined) await end(takeIdle(oldest))
  return true
}

function keyOf({ schema: _, ...connection }: Connection): string {
  return JSON.stringify(connection)
}
