import { posix } from 'node:path'
import type { DiffParams, DiffResult, SchemaEngine } from 'schema-engine-wasm-7'
import { compareText } from '../../model/object.ts'
import { withClient } from '../../postgres/client.ts'
import type { Connection } from '../../postgres/server.ts'
import { untilAborted } from '../../postgres/until-aborted.ts'
import { commonFolder } from '../common-folder.ts'
import { errorsOfText, lintErrors } from '../diagnostics.ts'
import { readScript, readSummary } from '../diff-answer.ts'
import type { Engine, EngineRequest, PulledFile, Validation } from '../engine.ts'
import { defaultSchema, schemaFilter } from '../external.ts'
import { readPull } from '../pull-changes.ts'
import { type AdapterFactory, adapterFactory, useSchema } from './driver-adapter.ts'
import { engineFailure, isEmptyDatabase } from './engine-failure.ts'
import { type EngineMajor, engineVersions, loadSchemaEngine, loadSchemaLibrary } from './load.ts'
import { noDatabase } from './no-database.ts'
import { filesForBundled } from './older-views.ts'
import { guarded } from './panic.ts'
import { previewFeatureStub } from './preview-stub.ts'

type Work<T> = (engine: SchemaEngine) => Promise<T>

/**
 * The bundled engine: Prisma's own, compiled to WebAssembly, in this process. Operations may overlap, as each has
 * an engine and a connection of its own.
 */
export function openWasmEngine(major: EngineMajor, { project, signal }: EngineRequest): Engine {
  const library = loadSchemaLibrary(major)
  const module = loadSchemaEngine(major)
  // Whoever awaits them hears of a failure; with an invalid schema nobody awaits the engine.
  for (const loading of [library, module]) loading.catch(() => {})
  const folder = commonFolder(project.files.map(({ path }) => path))
  const files = filesForBundled(project).map(({ path, content }) => ({ path, content }))

  async function withEngine<T>(adapter: AdapterFactory, work: Work<T>): Promise<T> {
    const { SchemaEngine } = await module
    return guarded(async () => {
      const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter)
      try {
        return await work(engine)
      } finally {
        engine.free()
      }
    })
  }

  async function onDatabase<T>(database: Connection, work: Work<T>): Promise<T> {
    const run = withClient(
      database,
      async (client) => {
        const { schema = defaultSchema } = database
        await useSchema(client, schema)
        return withEngine(adapterFactory({ database: async () => ({ client }), schema }), work)
      },
      { signal },
    )
    return untilAborted(run, signal).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : engineFailure(error)
    })
  }

  function diff(
    engine: SchemaEngine,
    between: Pick<DiffParams, 'from' | 'to' | 'script'>,
  ): Promise<DiffResult> {
    // The engine of Prisma 6 wants this one as well.
    const shadow = { shadowDatabaseUrl: null }
    return engine.diff({ ...between, ...shadow, exitCode: true, filters: schemaFilter(project) })
  }

  function diffToSchema(database: Connection, script: boolean): Promise<DiffResult> {
    const from = { tag: 'schemaDatasource', files, configDir: project.workingDirectory } as const
    const to = { tag: 'schemaDatamodel', files } as const
    return onDatabase(database, (engine) => diff(engine, { from, to, script }))
  }

  const introspect: Work<readonly PulledFile[]> = async (engine) => {
    const stub = previewFeatureStub(major, project)
    if (stub) await diff(engine, { from: stub, to: { tag: 'empty' }, script: false })
    const base = { force: false, compositeTypeDepth: -1, namespaces: null }
    try {
      const pulled = await engine.introspect({
        ...base,
        schema: { files },
        baseDirectoryPath: folder,
      })
      return pulled.schema.files
        .map(({ path, content }) => ({ path: posix.normalize(path), content }))
        .sort((a, b) => compareText(a.path, b.path))
    } catch (error) {
      if (isEmptyDatabase(error)) return []
      throw error
    }
  }

  return {
    kind: 'wasm',
    version: engineVersions[major],

    async validate(): Promise<Validation> {
      const { lint, validate } = await library
      const prismaSchema = files.map(({ path, content }) => [path, content])
      return guarded(() => {
        const error = thrownBy(() => validate(JSON.stringify({ prismaSchema, noColor: true })))
        if (error === null) return { valid: true }
        const diagnostics = lintErrors(lint(JSON.stringify(prismaSchema)), files)
        return {
          valid: false,
          diagnostics: diagnostics.length > 0 ? diagnostics : errorsOfText(error, (path) => path),
        }
      })
    },

    async script() {
      const between = { from: { tag: 'empty' }, to: { tag: 'schemaDatamodel', files }, script: true } as const
      const { stdout } = await withEngine(noDatabase(defaultSchema), (engine) => diff(engine, between)).catch(
        (error) => {
          throw engineFailure(error)
        },
      )
      return stdout ?? ''
    },

    pull(database, schemaLine) {
      const pull = (from: Connection) => onDatabase(from, introspect)
      return readPull({ ...project, files }, pull, database, schemaLine)
    },

    async diff(database) {
      const { exitCode, stdout } = await diffToSchema(database, false)
      return readSummary(stdout ?? '', exitCode)
    },

    async migration(database) {
      const { exitCode, stdout } = await diffToSchema(database, true)
      return readScript(stdout ?? '', exitCode)
    },
  }
}

/** The text of what a function of the schema library throws; null when it throws nothing. */
function thrownBy(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    const { message } = JSON.parse((error as Error).message) as { readonly message: string }
    return message
  }
}
