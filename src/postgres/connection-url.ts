import type { Connection } from './server.ts'

/** The connection as a `postgresql:` URL, as Prisma and libpq read it. Holds the password: never show it. */
export function connectionUrl(connection: Connection): string {
  const url = new URL('postgresql://localhost')
  url.hostname = connection.host.includes(':') ? `[${connection.host}]` : connection.host
  url.port = String(connection.port)
  url.username = encodeURIComponent(connection.user)
  if (connection.password !== undefined) url.password = encodeURIComponent(connection.password)
  url.pathname = `/${encodeURIComponent(connection.database)}`
  if (connection.ssl) url.searchParams.set('sslmode', 'require')
  return url.href
}

export function parseConnectionUrl(text: string): { readonly connection: Connection } {
  const url = new URL(text)
  const user = decodeURIComponent(url.username)
  return {
    connection: {
      host: decodeURIComponent(url.hostname.replace(/^\[|\]$/g, '')),
      port: Number(url.port || 5432),
      user,
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)) || user,
    },
  }
}
