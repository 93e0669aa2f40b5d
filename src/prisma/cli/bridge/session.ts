import type { SchemaEngine } from 'schema-engine-wasm-7'
import { describePostgresError } from '../../../postgres/errors.ts'
import { type AdapterFactory, adapterFactory, type Lent } from '../../wasm/driver-adapter.ts'
import { type EngineMajor, loadSchemaEngine } from '../../wasm/load.ts'
import { noDatabase } from '../../wasm/no-database.ts'
import { guarded } from '../../wasm/panic.ts'
import { previewFeatureStub } from '../../wasm/preview-stub.ts'
import type { Datasource, EngineArguments, SchemaContent } from './arguments.ts'
import { lend, lendShadow, schemaOf } from './database.ts'
import { UserFacingError } from './rpc.ts'
import { readSchemaConfig } from './schema-config.ts'

/** The engine as one run of Prisma's CLI uses it. */
export interface Session {
  readonly major: EngineMajor
  /** The database of the command line, else of these schema files, else of the command line's schema files. */
  datasource(files?: readonly SchemaContent[]): Promise<Datasource>
  /** Makes the engine know the preview features of schema files, which it takes from what it diffs alone. */
  teachFeatures(engine: SchemaEngine, files: readonly SchemaContent[]): Promise<void>
  /** Runs an operation on a database, or on none; connections are closed when it ends. */
  run<T>(on: Databases | null, work: (engine: SchemaEngine) => Promise<T>): Promise<T>
}

export interface Databases {
  readonly url: string
  /** Where the engine replays migrations; else it gets an empty database beside the other. */
  readonly shadow?: () => Promise<Lent>
}

export function startSession(major: EngineMajor, { datasource: given, schema }: EngineArguments): Session {
  const datamodels =
    schema.length > 0 ? schema.map(({ path, content }): [string, string] => [path, content]) : undefined

  async function adapter(on: Databases, lent: Lent[], errors: unknown[]): Promise<AdapterFactory> {
    const keep = async (lending: Promise<Lent>) => {
      const loan = await lending
      lent.push(loan)
      // Given back at the end, so that the engine cannot forget it.
      return { client: loan.client }
    }
    const database = keep(lend(on.url))
    await database
    return adapterFactory({
      schema: schemaOf(on.url),
      database: () => database,
      shadow: () => keep(on.shadow ? on.shadow() : lendShadow(on.url)),
      onError: (error) => errors.push(error),
    })
  }

  return {
    major,

    async datasource(files = []) {
      const found =
        given ??
        (await readSchemaConfig(major, files)).datasource ??
        (await readSchemaConfig(major, schema)).datasource
      if (!found?.url)
        throw new UserFacingError('P1012', 'The datasource has no URL, or its variable is not set.')
      return found
    },

    async teachFeatures(engine, files) {
      const stub = previewFeatureStub(major, await readSchemaConfig(major, files))
      const filters = { externalTables: [], externalEnums: [] }
      const shadow = { shadowDatabaseUrl: null }
      if (stub)
        await engine.diff({
          ...shadow,
          from: stub,
          to: { tag: 'empty' },
          script: false,
          exitCode: null,
          filters,
        })
    },

    async run(on, work) {
      const lent: Lent[] = []
      const errors: unknown[] = []
      try {
        const { SchemaEngine } = await loadSchemaEngine(major)
        const factory = on ? await adapter(on, lent, errors) : noDatabase('public')
        return await guarded(async () => work(await SchemaEngine.new({ datamodels }, () => {}, factory)))
      } catch (error) {
        throw explained(error, errors)
      } finally {
        for (const { release } of lent) await release?.()
      }
    },
  }
}

/**
 * The engine calls an error that comes from the database an external one, and says no more than where it was met;
 * this one says what Postgres said, as the native engine does.
 */
function explained(error: unknown, errors: readonly unknown[]): unknown {
  const last = errors.at(-1)
  if (
    last === undefined ||
    !(error instanceof Error) ||
    !error.message.startsWith('external connector error')
  )
    return error
  const { sqlstate, message } = describePostgresError(last)
  const told = `Database error code: ${sqlstate}\n\nDatabase error:\nERROR: ${message}`
  const migration = /migration_name="(.*)"/.exec(error.message)?.[1]
  if (migration === undefined) return new UserFacingError('P1010', told)
  return new UserFacingError(
    'P3018',
    `A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve

Migration name: ${migration}

${told}`,
  )
}
