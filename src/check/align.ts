import { type Draft, type DraftRequest, draftPlan } from '../alignment/draft.ts'
import type { Config } from '../config/config.ts'
import { applyMigrations } from '../migrations/apply-migrations.ts'
import { checksumOf } from '../migrations/read-migrations.ts'
import type { Migration, MigrationBreak } from '../model/migration.ts'
import type { SchemaFile } from '../model/project.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { editSchema } from '../prisma/edit/edit-schema.ts'
import { formatEdited } from '../prisma/edit/format.ts'
import { mapNames } from '../prisma/edit/map-names.ts'
import { engineMajor } from '../prisma/engine-major.ts'
import { openEngine } from '../prisma/open-engine.ts'
import { loadSchemaLibrary } from '../prisma/wasm/load.ts'
import type { StageLog } from '../progress/progress.ts'
import type { VersionLines } from './build-lines.ts'
import { metBy } from './compare-versions.ts'

export interface AlignRequest extends Omit<DraftRequest, 'history' | 'schema' | 'preference'> {
  readonly config: Config
  readonly server: Server
  readonly built: VersionLines
  readonly grants: boolean
  readonly signal: AbortSignal
  readonly log: StageLog
}

/** A plan that was carried out on clones. */
export interface Aligned {
  readonly draft: Draft
  /** Production with the new migrations. */
  readonly database: Connection
  /** Null where there is no history. */
  readonly history: Connection | null
  readonly files: readonly SchemaFile[]
  readonly broken: MigrationBreak | null
  readonly brokenHistory: MigrationBreak | null
}

/** Drafts the plan, runs its SQL on clones of production and of the history, and edits the schema files. */
export async function align(request: AlignRequest): Promise<Aligned> {
  const { built, server } = request
  const { outcome: history, schema } = built
  const draft = draftPlan({ ...request, history, schema, preference: () => null })
  const met = metBy(built)
  const database = { ...(await server.createDatabase('aligned', met)), schema: built.schema }
  const migrations = draft.migrations.map(
    ({ name, sql }): Migration => ({ name, sql, file: `${name}/migration.sql`, checksum: checksumOf(sql) }),
  )
  const run = migrations.filter((_, at) => draft.migrations[at]?.recorded === false)
  const broken = await applyMigrations(database, run, { schema: built.schema, record: false })
  const origin = built.lines.history
  const alignedHistory = origin && (await server.createDatabase('aligned-history', origin))
  const brokenHistory =
    alignedHistory &&
    (await applyMigrations(alignedHistory, migrations, { schema: built.schema, record: false }))
  const files = broken ? built.project.files : await editFiles(draft, database, request)
  return { draft, database, history: alignedHistory, files, broken, brokenHistory }
}

async function editFiles(
  draft: Draft,
  database: Connection,
  { config, built, signal, log }: AlignRequest,
): Promise<readonly SchemaFile[]> {
  const { project, schema } = built
  const mapped = mapNames(project.files, draft.names, schema)
  const engine = await openEngine({
    choice: config.engine,
    project: { ...project, files: mapped },
    signal,
    log,
  })
  const { files: pulled } = await engine.pull(database)
  const edited = editSchema({ files: mapped, pulled, changes: draft.schema, schema })
  return formatEdited(project.files, edited, await loadSchemaLibrary(engineMajor(project)))
}
