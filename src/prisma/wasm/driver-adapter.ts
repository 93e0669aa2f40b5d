import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { decoderOf } from './column-types.ts'
import { engineError } from './postgres-error.ts'

/** A connection for the engine's use; whoever lends it closes it. */
export interface Lent {
  readonly client: pg.Client
  /** Told when the engine needs it no more. */
  readonly release?: () => Promise<void>
}

export interface AdapterRequest {
  readonly database: () => Promise<Lent>
  /** An empty database in which the engine replays migrations; without it the commands that need one fail. */
  readonly shadow?: () => Promise<Lent>
  /** The Postgres schema of unqualified names; the clients have it as their search path. */
  readonly schema: string
  /** Hears of each error of Postgres, of which the engine passes little on. */
  readonly onError?: (error: unknown) => void
}

export type AdapterFactory = ErrorCapturingSqlMigrationAwareDriverAdapterFactory

const identity = { provider: 'postgres', adapterName: 'prisma-schema-drift' } as const

/**
 * What Prisma's schema engine talks to Postgres through:
 * https://github.com/prisma/prisma/tree/main/packages/driver-adapter-utils
 *
 * Not @prisma/adapter-pg, which is made for the query engine: it cuts scripts at each semicolon, does not know the
 * catalog's own types, and ignores `?schema=`.
 */
export function adapterFactory(request: AdapterRequest): AdapterFactory {
  return bindMigrationAwareSqlAdapterFactory({
    ...identity,
    connect: async () => adapter(await told(request.database, request), request),
    connectToShadowDb: async () => {
      if (!request.shadow) throw new Error('This command was given no shadow database.')
      return adapter(await told(request.shadow, request), request)
    },
  })
}

/** Makes a schema the one of unqualified names, as `?schema=` does for the native engine. */
export async function useSchema(client: pg.Client, schema: string): Promise<void> {
  await client.query("SELECT set_config('search_path', quote_ident($1), false)", [schema])
}

function adapter({ client, release }: Lent, request: AdapterRequest): SqlDriverAdapter {
  const run = ({ sql, args }: SqlQuery) =>
    told(
      () =>
        client.query<unknown[]>({
          text: sql,
          values: args,
          rowMode: 'array',
          types: { getTypeParser: () => String },
        }),
      request,
    )
  // One simple message, as the native engine sends it: the server splits it, and runs it as one transaction.
  const send = async (script: string) => void (await told(() => client.query(script), request))
  const queries = {
    ...identity,
    queryRaw: async (query: SqlQuery) => resultSet(await run(query)),
    executeRaw: async (query: SqlQuery) => (await run(query)).rowCount ?? 0,
  }
  return {
    ...queries,
    executeScript: send,
    getConnectionInfo: () => ({
      schemaName: request.schema,
      maxBindValues: 32_766,
      supportsRelationJoins: false,
    }),
    startTransaction: async (isolation) => {
      await send(isolation ? `BEGIN ISOLATION LEVEL ${isolation}` : 'BEGIN')
      const options = { usePhantomQuery: true }
      return { ...queries, options, commit: () => send('COMMIT'), rollback: () => send('ROLLBACK') }
    },
    dispose: async () => release?.(),
  }
}

function resultSet({ fields, rows }: pg.QueryArrayResult<unknown[]>): SqlResultSet {
  const decoders = fields.map((field) => decoderOf(field.dataTypeID))
  const decode = (value: unknown, i: number) =>
    typeof value === 'string' ? decoders[i]?.decode(value) : null
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: decoders.map(({ type }) => type),
    rows: rows.map((row) => row.map(decode)),
  }
}

async function told<T>(work: () => Promise<T>, { onError }: AdapterRequest): Promise<T> {
  try {
    return await work()
  } catch (error) {
    onError?.(error)
    throw new DriverAdapterError(engineError(error))
  }
}
