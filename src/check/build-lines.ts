import type { Config } from '../config/config.ts'
import { distance } from '../drift/distance.ts'
import { buildHistory } from '../migrations/build-history.ts'
import { findRecords } from '../migrations/read-records.ts'
import { once, type Replays } from '../migrations/replays.ts'
import type { Line } from '../model/line.ts'
import type { HistoryOutcome } from '../model/migration.ts'
import type { PrismaProject } from '../model/project.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { defaultSchema } from '../prisma/external.ts'
import { buildSchemaLine } from '../prisma/schema-line.ts'
import type { StageLog } from '../progress/progress.ts'
import type { RunStage } from '../stopwatch.ts'
import { together } from '../together.ts'
import type { ProjectVersion } from './project-version.ts'

/** The databases that were made for one version of the project, for another to use where they are the same. */
export interface Made {
  readonly replays: Replays
  /** By the engine's script. */
  readonly schemaLines: Map<string, Promise<Connection>>
}

export interface LinesRequest {
  readonly config: Config
  readonly server: Server
  /** The restored dump. */
  readonly production: Connection
  readonly made: Made
  readonly signal: AbortSignal
  readonly run: RunStage
}

/** The databases of one version of the project. */
export interface VersionLines {
  readonly lines: Readonly<Record<Line, Connection | null>> & { readonly production: Connection }
  readonly outcome: HistoryOutcome | null
  /** The project, with the schema in which its names live. */
  readonly project: PrismaProject
  /** The schema of names without one. */
  readonly schema: string
}

/**
 * Makes the databases of one version of the project on a server that has production: the history needs production's
 * records, the schema line mostly nothing.
 * @throws Failure of the stages `migrate` and `prisma`
 */
export async function buildLines(version: ProjectVersion, request: LinesRequest): Promise<VersionLines> {
  const { config, server, production, made, signal, run } = request
  const { workingDirectory, prisma } = version
  const { project, schema } = await placeProject(version.project, production)
  const then = version.when === 'before' ? ' as they were' : ''
  const replaying = run('migrate', `Run the migrations${then}`, (log) =>
    buildHistory({
      config: { ...config, workingDirectory },
      project,
      server,
      production,
      schema,
      distance,
      replays: made.replays,
      signal,
      log: version.when === 'before' ? silent : log,
    }),
  )
  const { script } = prisma
  const declaring =
    script === null
      ? Promise.resolve(null)
      : once(made.schemaLines, script, () =>
          run('prisma', `Build the database of schema.prisma${then}`, () =>
            buildSchemaLine({
              server,
              script,
              schema,
              template: async () => (await replaying).history ?? production,
            }),
          ),
        )
  const [{ outcome, ...history }, declared] = await together([replaying, declaring])
  return { lines: { ...history, production, schema: declared }, outcome, project, schema }
}

/** What is to be said of production has been said of it as the project is now. */
const silent: StageLog = { note() {}, warn() {} }

/**
 * Where the names live that have no schema: `?schema=` of production's URL says it, which nobody here knows, but
 * Prisma keeps its records in the same place.
 */
async function placeProject(project: PrismaProject, production: Connection) {
  if (project.multiSchema) return { project, schema: defaultSchema }
  const schema = (await findRecords(production)) ?? defaultSchema
  return { project: { ...project, schemas: [schema] }, schema }
}
