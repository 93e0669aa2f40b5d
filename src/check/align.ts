import type { Counted } from '../alignment/against.ts'
import { behind } from '../alignment/behind.ts'
import { childrenOf } from '../alignment/children.ts'
import { type Draft, type DraftRequest, draftPlan } from '../alignment/draft.ts'
import { type Home, homeOf } from '../alignment/home.ts'
import type { Config } from '../config/config.ts'
import { applyMigrations } from '../migrations/apply-migrations.ts'
import { checksumOf } from '../migrations/read-migrations.ts'
import type { HistoryOutcome, Migration, MigrationBreak } from '../model/migration.ts'
import { objectKey } from '../model/object.ts'
import { relativePath } from '../model/path.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { type EditedSchema, editSchema } from '../prisma/edit/edit-schema.ts'
import { mapNames } from '../prisma/edit/map-names.ts'
import { setApart } from '../prisma/edit/set-apart.ts'
import { engineMajor } from '../prisma/engine-major.ts'
import { openEngine } from '../prisma/open-engine.ts'
import { loadSchemaLibrary } from '../prisma/wasm/load.ts'
import type { StageLog } from '../progress/progress.ts'
import { together } from '../together.ts'
import type { Made, VersionLines } from './build-lines.ts'
import { metBy } from './compare-versions.ts'

export interface AlignRequest
  extends Omit<DraftRequest, 'history' | 'schema' | 'refused' | 'counted' | 'home'> {
  readonly config: Config
  readonly server: Server
  readonly built: VersionLines
  readonly made: Made
  readonly signal: AbortSignal
  readonly log: StageLog
}

/** A database on which migrations were run. */
export interface Tried {
  readonly database: Connection
  readonly broken: MigrationBreak | null
  /** How long they took. */
  readonly ms: number
}

/** A plan that was carried out on clones. */
export interface Aligned {
  readonly draft: Draft
  /** Production with the new migrations. */
  readonly production: Tried
  /** Null where there is no history. */
  readonly history: Tried | null
  readonly edited: EditedSchema
}

/**
 * Drafts the plan, runs its SQL on clones of production and of the history, and edits the schema files. What a clone
 * refuses is left to a person, with why, and the rest is tried again.
 * @param known what was refused before, with why, by fingerprint
 * @throws Failure of stage `prisma`, what the server or the network throws, or the signal's reason
 */
export async function align(request: AlignRequest, known: ReadonlyMap<string, string>): Promise<Aligned> {
  const { built, log } = request
  const { outcome: history, schema } = built
  const home = homeIn(built)
  const refused = new Map(known)
  const counted = new Map<string, Counted>()
  for (;;) {
    const draft = draftPlan({ ...request, history, schema, home, refused, counted })
    const tried = await tryDraft(draft, request)
    const broken = tried.production.broken ?? tried.history?.broken ?? null
    const culprits = broken
      ? behind(draft, broken).filter(({ fingerprint }) => !refused.has(fingerprint))
      : []
    if (broken === null || culprits.length === 0)
      return { draft, ...tried, edited: await editFiles(draft, tried.production, request) }
    log.note(`Left to a person: ${broken.message}.`)
    const why = refusal(broken, tried.production.broken !== null, history)
    const rows = broken.rows === null ? null : { breaking: broken.rows, keys: null }
    for (const { fingerprint, isOnTable } of culprits) {
      refused.set(fingerprint, why)
      if (isOnTable && rows && tried.production.broken) counted.set(fingerprint, rows)
    }
  }
}

/** Where the migrations of a project are. */
export function homeIn({ project, outcome }: VersionLines): Home {
  const { migrationsDirectory: folder, workingDirectory } = project
  return homeOf(folder === null ? null : relativePath(workingDirectory, folder), outcome)
}

/** Why a statement of a draft is left to a person, with what there is to do. */
function refusal(
  { message, rows, sqlstate }: MigrationBreak,
  isProduction: boolean,
  history: HistoryOutcome | null,
): string {
  const first = history?.unreplayable?.migration.name
  if (!isProduction)
    return first === undefined
      ? `The migrations cannot be brought to it by a statement of this plan (${message}): write the migration by hand, or accept it in the baseline.`
      : `The migrations cannot be brought to it (${message}): once \`${first}\` runs on an empty database, check again.`
  const accept = 'or accept it in the baseline'
  if (rows === null && !sqlstate.startsWith('23'))
    return `Production refuses it (${message}): write the migration by hand, ${accept}.`
  const who = rows === null ? 'Rows stand' : rows === 1 ? '1 row stands' : `${rows} rows stand`
  return `${who} against it (${message}): mend ${rows === 1 ? 'it' : 'them'} and check again, ${accept}.`
}

async function tryDraft(draft: Draft, { server, built, signal }: AlignRequest) {
  const { schema } = built
  const migrations = draft.migrations.map(
    ({ name, sql }): Migration => ({ name, sql, file: `${name}/migration.sql`, checksum: checksumOf(sql) }),
  )
  const run = migrations.filter((_, at) => draft.migrations[at]?.recorded === false)
  const trial = async (label: string, origin: Connection, own: readonly Migration[]): Promise<Tried> => {
    const database = { ...(await server.createDatabase(label, origin)), schema }
    const start = performance.now()
    const broken = await applyMigrations(database, own, { schema, record: false, signal })
    return { database, broken, ms: performance.now() - start }
  }
  const { history: origin } = built.lines
  const [production, history] = await together([
    trial('aligned', metBy(built), run),
    origin ? trial('aligned-history', origin, migrations) : Promise.resolve(null),
  ])
  return { production, history }
}

async function editFiles(
  draft: Draft,
  { database, broken }: Tried,
  { config, built, drift, signal, log }: AlignRequest,
): Promise<EditedSchema> {
  const { project, schema } = built
  const [names, changes] = [draft.names.map(({ edit }) => edit), draft.schema.map(({ edit }) => edit)]
  if (broken || names.length + changes.length === 0) return { files: project.files, edits: [] }
  const { production, deployed } = drift.catalogs
  const columnsOf = (own: string, table: string) =>
    childrenOf(deployed ?? production, objectKey({ kind: 'table', schema: own, name: table })).flatMap(
      ({ id }) => (id.kind === 'column' ? [id.name] : []),
    )
  const mapped = setApart(mapNames(project.files, names, schema), columnsOf, schema)
  const choice = config.engine
  const engine = await openEngine({ choice, project: { ...project, files: mapped }, signal, log })
  const { files: pulled } = await engine.pull(database)
  const library = await loadSchemaLibrary(engineMajor(project))
  return editSchema({ files: project.files, pulled, names, changes, schema, library })
}
