import type {
  ApplyMigrationsInput,
  DevDiagnosticInput,
  DiagnoseMigrationHistoryInput,
  IntrospectParams,
  IntrospectSqlParams,
  MarkMigrationAppliedInput,
  MarkMigrationRolledBackInput,
  ResetInput,
  SchemaEngine,
  SchemaPushInput,
} from 'schema-engine-wasm-7'
import type { SchemaContent } from './arguments.ts'
import { createDatabase } from './database.ts'
import { diff } from './diff.ts'
import { readMigrations } from './migrations.ts'
import { type Print, type RpcParams, type RpcRequest, UserFacingError } from './rpc.ts'
import type { Session } from './session.ts'

/** The engine in WebAssembly has these methods, and cannot run them on Postgres. */
const onlyNative =
  'New migrations are made by the native schema engine alone, which is not installed: `prisma migrate dev` needs it.'

type Operation = (engine: SchemaEngine, params: never) => Promise<unknown>

/** The methods that are one operation of the engine on the datasource. The parameters are the CLI's, which fit. */
const operations: Readonly<Record<string, Operation>> = {
  applyMigrations: (engine, params: ApplyMigrationsInput) => engine.applyMigrations(params),
  devDiagnostic: (engine, params: DevDiagnosticInput) => engine.devDiagnostic(params),
  diagnoseMigrationHistory: (engine, params: DiagnoseMigrationHistoryInput) =>
    engine.diagnoseMigrationHistory(params),
  ensureConnectionValidity: async () => ({}),
  getDatabaseVersion: (engine) => engine.version(),
  introspectSql: (engine, params: IntrospectSqlParams) => engine.introspectSql(params),
  markMigrationApplied: (engine, params: MarkMigrationAppliedInput) => engine.markMigrationApplied(params),
  markMigrationRolledBack: (engine, params: MarkMigrationRolledBackInput) =>
    engine.markMigrationRolledBack(params),
  reset: (engine, params: ResetInput) => engine.reset(params),
  schemaPush: (engine, params: SchemaPushInput) => engine.schemaPush(params),
}

/**
 * Answers one request of the CLI.
 * @throws what the engine throws; UserFacingError for a method it does not have.
 */
export async function answer(
  session: Session,
  { method, params = {} }: RpcRequest,
  print: Print,
): Promise<unknown> {
  const complete = await completed(params)
  switch (method) {
    case 'diff':
      return diff(session, params, print)
    case 'introspect':
      return introspect(session, complete)
    case 'createMigration':
    case 'evaluateDataLoss':
      throw new UserFacingError('P6000', onlyNative)
    case 'listMigrationDirectories':
      return listMigrations(String(params.migrationsDirectoryPath))
    case 'dbExecute':
      return execute(session, params)
    case 'createDatabase':
      return { databaseName: await createDatabase(await urlOf(session, params)) }
    default: {
      const operation = operations[method]
      if (!operation) throw new UserFacingError('P6000', `The schema engine has no method ${method}.`)
      const url = await urlOf(session, params)
      return (await session.run({ url }, (engine) => operation(engine, complete as never))) ?? {}
    }
  }
}

async function introspect(session: Session, params: RpcParams): Promise<unknown> {
  const url = await urlOf(session, params)
  return session.run({ url }, async (engine) => {
    await session.teachFeatures(engine, filesOf(params.schema))
    return engine.introspect(params as unknown as IntrospectParams)
  })
}

async function listMigrations(directory: string): Promise<unknown> {
  const { migrationDirectories } = await readMigrations(directory)
  return { migrations: migrationDirectories.map(({ path }) => path) }
}

/** `db execute` runs any script, also one that may not run in a transaction: no engine is needed for that. */
async function execute(session: Session, params: RpcParams): Promise<unknown> {
  const url = await urlOf(session, params)
  await session.run({ url }, (engine) =>
    engine.dbExecute({ datasourceType: { tag: 'url', url }, script: String(params.script) }),
  )
  return {}
}

/** What the CLIs before 6.6 leave to the engine: the migrations' content, and filters. */
async function completed(params: RpcParams): Promise<RpcParams> {
  const filters = { externalTables: [], externalEnums: [] }
  const directory = params.migrationsDirectoryPath
  return {
    filters,
    filter: filters,
    ...params,
    ...(typeof directory === 'string' && { migrationsList: await readMigrations(directory) }),
  }
}

/** The database a request names: by URL, by schema files, or else that of the session. */
async function urlOf(session: Session, params: RpcParams): Promise<string> {
  const named = (params.datasource ?? params.datasourceType ?? {}) as { readonly url?: string }
  return named.url ?? (await session.datasource([...filesOf(named), ...filesOf(params.schema)])).url
}

function filesOf(container: unknown): readonly SchemaContent[] {
  return (container as { readonly files?: readonly SchemaContent[] } | undefined)?.files ?? []
}
