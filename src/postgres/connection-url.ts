import { readFile } from 'node:fs/promises'
import type { ConnectionOptions } from 'node:tls'
import { Failure } from '../model/failure.ts'
import type { Connection } from './server.ts'

/** The connection as a `postgresql:` URL, as Prisma and libpq read it. Holds the password: never show it. */
export function connectionUrl(connection: Connection): string {
  const url = new URL('postgresql://localhost')
  const socket = connection.host.startsWith('/')
  if (socket) url.searchParams.set('host', connection.host)
  else url.hostname = connection.host.includes(':') ? `[${connection.host}]` : connection.host
  url.port = String(connection.port)
  url.username = encodeURIComponent(connection.user)
  if (connection.password !== undefined) url.password = encodeURIComponent(connection.password)
  url.pathname = `/${encodeURIComponent(connection.database)}`
  if (connection.ssl) url.searchParams.set('sslmode', 'require')
  if (connection.schema !== undefined) url.searchParams.set('schema', connection.schema)
  return url.href
}

/**
 * Reads a database URL as libpq and Prisma do: host and port (also as parameters, for a socket's folder), user,
 * password, database, and TLS (`sslmode`, `sslrootcert`, `sslcert`, `sslkey`, Prisma's `sslaccept`).
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
 * @returns the connections to try, in order: with and without TLS where the mode leaves it open.
 * @throws Failure `database-url-invalid`, which shows nothing of the URL.
 */
export async function parseConnectionUrl(text: string): Promise<readonly Connection[]> {
  const url = parse(text)
  const given = url.searchParams
  const host = given.get('host') ?? decodeURIComponent(url.hostname.replace(/^\[|\]$/g, ''))
  const user = given.get('user') ?? decodeURIComponent(url.username)
  const password = given.get('password') ?? decodeURIComponent(url.password)
  const connection: Connection = {
    host: host || 'localhost',
    port: Number(given.get('port') ?? (url.port || 5432)),
    user: user || 'postgres',
    database: decodeURIComponent(url.pathname.slice(1)) || user || 'postgres',
    ...(password !== '' && { password }),
  }
  if (connection.host.startsWith('/')) return [connection]
  return (await encryptions(given)).map((ssl) => ({ ...connection, ssl }))
}

function parse(text: string): URL {
  try {
    // Without a host, libpq takes the local socket or the parameter `host`; a URL cannot be without one after `@`.
    const url = new URL(text.replace('@/', '@localhost/'))
    for (const part of [url.username, url.password, url.hostname, url.pathname]) decodeURIComponent(part)
    // An `@` after the host tells of a password with a bare `/` or `#`: what stands for the host is a part of it.
    const isTorn = `${url.pathname}${url.hash}`.includes('@')
    if (!isTorn && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')) return url
  } catch {
    // Told below without the error, which quotes the URL and so its password.
  }
  throw invalid('The database URL is not one of the form postgresql://user:password@host:port/database.', [
    'Write it as postgresql://user:password@host:5432/postgres, with %-escapes for characters such as @ : / # in the password.',
  ])
}

/** What `sslmode` asks for, each as the `ssl` of a connection. `prefer` is the default, as with libpq and Prisma. */
async function encryptions(given: URLSearchParams): Promise<readonly (false | ConnectionOptions)[]> {
  const mode = given.get('sslmode') ?? 'prefer'
  const verified = mode === 'verify-ca' || mode === 'verify-full' || given.get('sslaccept') === 'strict'
  const ca = await file(given, 'sslrootcert')
  const tls: ConnectionOptions = {
    // With a root certificate, libpq verifies the chain under `require` too.
    rejectUnauthorized: verified || (mode === 'require' && ca !== null),
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
    ...(ca !== null && { ca }),
    ...(await clientCertificate(given)),
  }
  switch (mode) {
    case 'disable':
      return [false]
    case 'allow':
      return [false, tls]
    case 'prefer':
      return verified ? [tls] : [tls, false]
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return [tls]
    default:
      throw invalid('The sslmode of the database URL is unknown.', [
        'Use one of disable, allow, prefer, require, verify-ca, verify-full.',
      ])
  }
}

/** libpq's pair of `sslcert` and `sslkey`; alone, `sslcert` is Prisma's name for the root certificate. */
async function clientCertificate(given: URLSearchParams): Promise<ConnectionOptions> {
  const [cert, key] = await Promise.all([file(given, 'sslcert'), file(given, 'sslkey')])
  if (cert === null) return {}
  return key === null ? { ca: cert } : { cert, key }
}

async function file(given: URLSearchParams, parameter: string): Promise<Buffer | null> {
  const name = given.get(parameter)
  if (name === null || name === 'system') return null
  try {
    return await readFile(name)
  } catch {
    throw invalid(`The file ${name}, which ${parameter} of the database URL names, cannot be read.`, [
      `Give ${parameter} the path of a PEM file.`,
    ])
  }
}

function invalid(message: string, next: readonly string[]): Failure {
  return new Failure({ stage: 'start', code: 'database-url-invalid', message, next })
}
