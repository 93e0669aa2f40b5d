import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { connect } from '../../../postgres/client.ts'
import { parseConnectionUrl } from '../../../postgres/connection-url.ts'
import { describePostgresError } from '../../../postgres/errors.ts'
import type { Connection } from '../../../postgres/server.ts'
import { type Lent, useSchema } from '../../wasm/driver-adapter.ts'
import { UserFacingError } from './rpc.ts'

/** The Postgres schema a database URL asks for. */
export function schemaOf(url: string): string {
  return new URL(url).searchParams.get('schema') ?? 'public'
}

/**
 * Opens a connection as a database URL of Prisma asks, over TLS where the server has it.
 * @param database another database than the URL's
 * @throws UserFacingError P1000 to P1011, as Prisma has them.
 */
export async function open(url: string, database?: string): Promise<pg.Client> {
  const connections = (await parseConnectionUrl(url)).map((it) => (database ? { ...it, database } : it))
  let failed: unknown = null
  for (const connection of connections) {
    try {
      const client = await connect(connection)
      await useSchema(client, schemaOf(url))
      return client
    } catch (error) {
      failed = userFacing(error, connection)
    }
  }
  throw failed
}

/** A connection that the engine closes when it needs it no more. */
export async function lend(url: string): Promise<Lent> {
  const client = await open(url)
  return { client, release: () => client.end() }
}

/** Makes the URL's database where there is none. */
export async function createDatabase(url: string): Promise<string> {
  return inMaintenance(url, async (client, name) => {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
    return name
  })
}

/** Drops the URL's database. */
export async function dropDatabase(url: string): Promise<void> {
  await inMaintenance(url, (client, name) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  )
}

/** A new empty database beside the URL's, dropped when the engine needs it no more. */
export async function lendShadow(url: string): Promise<Lent> {
  const shadow = new URL(url)
  shadow.pathname = `/prisma_migrate_shadow_db_${randomUUID()}`
  await createDatabase(shadow.href)
  const client = await open(shadow.href)
  const release = async () => {
    await client.end()
    await dropDatabase(shadow.href)
  }
  return { client, release }
}

/** The shadow database of the user's choice, emptied as the native engine does: it is there for nothing else. */
export async function lendEmptied(url: string): Promise<Lent> {
  const lent = await lend(url)
  await lent.client.query(`DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
      END LOOP;
      CREATE SCHEMA public;
    END $$`)
  return lent
}

async function inMaintenance<T>(
  url: string,
  work: (client: pg.Client, name: string) => Promise<T>,
): Promise<T> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const client = await open(url, 'postgres')
  try {
    return await work(client, name)
  } catch (error) {
    throw new UserFacingError('P1010', describePostgresError(error).message)
  } finally {
    await client.end()
  }
}

function userFacing(error: unknown, { host, port, user, database }: Connection): UserFacingError {
  const code = error instanceof pg.DatabaseError ? error.code : null
  if (code === '3D000') return new UserFacingError('P1003', `Database \`${database}\` does not exist`)
  if (code === '28P01' || code === '28000')
    return new UserFacingError('P1000', `Authentication failed against the database server for \`${user}\`.`)
  if (code) return new UserFacingError('P1010', describePostgresError(error).message)
  return new UserFacingError('P1001', `Can't reach database server at \`${host}:${port}\``)
}
