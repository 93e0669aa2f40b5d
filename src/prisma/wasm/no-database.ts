import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import type { AdapterFactory } from './driver-adapter.ts'

/**
 * An adapter for the commands that read no database. The engine asks even then whether its schema exists and which
 * version the server has, so that much is answered; anything else fails.
 */
export function noDatabase(schema: string): AdapterFactory {
  const none = async () => {
    throw new Error('This command needs a database and was given none.')
  }
  const connect = async () => ({
    provider: 'postgres' as const,
    adapterName: 'prisma-schema-drift',
    getConnectionInfo: () => ({ schemaName: schema, supportsRelationJoins: false }),
    queryRaw: async ({ sql }: SqlQuery) =>
      sql.includes('server_version_num')
        ? {
            columnNames: ['exists', 'version', 'numeric_version'],
            columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
            rows: [[true, 'PostgreSQL 15.0', 150_000]],
          }
        : none(),
    executeRaw: none,
    executeScript: none,
    startTransaction: none,
    dispose: async () => {},
  })
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: 'prisma-schema-drift',
    connect,
    connectToShadowDb: connect,
  })
}
