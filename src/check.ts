import type { Config } from './config/config.ts'
import { classify, evidenceQuestions } from './drift/classify.ts'
import { compareLines } from './drift/compare.ts'
import { witness } from './drift/witness.ts'
import type { Dump } from './dump/dump.ts'
import { openDump } from './dump/open-dump.ts'
import { restoreDump } from './dump/restore.ts'
import { dumpSize } from './dump/size.ts'
import { buildHistory } from './migrations/build-history.ts'
import { findRecords } from './migrations/read-records.ts'
import type { Gap } from './model/catalog.ts'
import { Failure } from './model/failure.ts'
import { compareText } from './model/object.ts'
import type { PrismaProject } from './model/project.ts'
import type { DatabaseFacts, PrismaFacts, Report } from './model/report.ts'
import { gatherEvidence } from './postgres/catalog/evidence.ts'
import { readLines } from './postgres/catalog/read-lines.ts'
import type { Connection, Remains, Server } from './postgres/server.ts'
import { startServer } from './postgres/start.ts'
import type { Engine, Validation } from './prisma/engine.ts'
import { defaultSchema } from './prisma/external.ts'
import { openEngine } from './prisma/open-engine.ts'
import { readProject } from './prisma/read-project.ts'
import { buildSchemaLine } from './prisma/schema-line.ts'
import { mapSource } from './prisma/source-map/map-source.ts'
import type { Progress } from './progress/progress.ts'
import { completeReport, failedReport } from './report/complete.ts'
import { type RunStage, startStopwatch } from './stopwatch.ts'
import { together } from './together.ts'

export interface CheckContext {
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Told what must be taken down should this process be killed. */
  readonly onRemains: (remains: Remains) => void
}

/** The engine, and what it says of the schema before there is any database. */
interface Prisma {
  readonly engine: Engine
  readonly validation: Validation
  /** Null when the schema does not validate. */
  readonly script: string | null
}

/** What is known of the report before the check has ended, so that a failed check can tell it too. */
interface Known {
  database: DatabaseFacts | null
  prisma: PrismaFacts | null
}

/**
 * The whole check. Production is only read, the repository is not changed, and the throwaway server is down when
 * this returns.
 * @returns the report; a check that could not be done is a report too, with status `failed`.
 * @throws the signal's reason when it is aborted.
 */
export async function check(config: Config, context: CheckContext): Promise<Report> {
  const { run, timings } = startStopwatch(context.progress)
  const known: Known = { database: null, prisma: null }
  try {
    const compared = await compareProduction(config, context, run, known)
    return completeReport({ ...known, timings: timings() }, compared)
  } catch (error) {
    context.signal.throwIfAborted()
    return failedReport(error, { ...known, timings: timings() })
  }
}

async function compareProduction(config: Config, context: CheckContext, run: RunStage, known: Known) {
  const { signal, onRemains } = context
  const opening = run('restore', 'Open the dump', (log) => openDump({ config, signal, log }))
  const reading = run('config', 'Read the Prisma project', () => readProject(config))
  const starting = opening.then((dump) =>
    run('start', 'Start Postgres', async (log) =>
      startServer({
        where: config.postgres,
        major: config.postgresVersion ?? dump?.major ?? null,
        image: config.postgresImage,
        url: config.databaseUrl,
        dumpBytes: dump ? await dumpSize(dump) : 0,
        signal,
        log,
        onRemains,
      }),
    ),
  )
  const validating = reading.then((project) =>
    run('prisma', 'Validate the schema', async (log): Promise<Prisma> => {
      const engine = await openEngine({ choice: config.engine, project, signal, log })
      const validation = await engine.validate()
      return { engine, validation, script: validation.valid ? await engine.script() : null }
    }),
  )
  try {
    const [dump, project, server, prisma] = await together([opening, reading, starting, validating])
    const built = await buildLines({ config, dump, project, server, prisma, signal, run, known })
    return await compare({ ...built, prisma, run, known })
  } finally {
    await release(starting, (server) => server.stop())
    await release(opening, (dump) => dump?.close())
  }
}

interface LinesRequest {
  readonly config: Config
  readonly dump: Dump | null
  readonly project: PrismaProject
  readonly server: Server
  readonly prisma: Prisma
  readonly signal: AbortSignal
  readonly run: RunStage
  readonly known: Known
}

/** Makes the databases of the check: the history needs production's records, the schema line mostly nothing. */
async function buildLines({ config, dump, project, server, prisma, signal, run, known }: LinesRequest) {
  const { provider, version, reason } = server
  known.database = { provider, version, reason, dump: null }
  const production = await server.createDatabase('production')
  const restoring =
    dump &&
    run('restore', 'Restore production', async (log) => {
      const facts = await restoreDump({ dump, server, database: production, signal, log })
      known.database = { provider, version, reason, dump: facts }
    })
  const placing = Promise.resolve(restoring).then(() => placeProject(project, production))
  const replaying = placing.then(({ project, schema }) =>
    run('migrate', 'Run the migrations', (log) =>
      buildHistory({ config, project, server, production, schema, signal, log }),
    ),
  )
  const { script } = prisma
  const declaring =
    script === null
      ? Promise.resolve(null)
      : placing.then(({ schema }) =>
          run('prisma', 'Build the database of schema.prisma', () =>
            buildSchemaLine({
              server,
              script,
              schema,
              template: async () => (await replaying).history ?? production,
            }),
          ),
        )
  const [placed, history, declared] = await together([placing, replaying, declaring])
  return { ...placed, lines: { ...history, production, schema: declared } }
}

/**
 * Where the names live that have no schema: `?schema=` of production's URL says it, which nobody here knows, but
 * Prisma keeps its records in the same place.
 */
async function placeProject(project: PrismaProject, production: Connection) {
  if (project.multiSchema) return { project, schema: defaultSchema }
  const schema = (await findRecords(production)) ?? defaultSchema
  return { project: { ...project, schemas: [schema] }, schema }
}

type CompareRequest = Pick<LinesRequest, 'prisma' | 'run' | 'known'> & Awaited<ReturnType<typeof buildLines>>

async function compare({ project, schema, lines, prisma, run, known }: CompareRequest) {
  const { engine, validation } = prisma
  const met = { ...(lines.deployed ?? lines.production), schema }
  const declared = lines.schema ? { ...lines.schema, schema } : undefined
  const unanswered: Gap[] = []
  // The engine is the second witness: where it breaks down, the comparison goes on and the report says so.
  const ask = async <T>(command: string, question: () => Promise<T>): Promise<T | null> => {
    if (!validation.valid) return null
    return run('prisma', `Run ${command}`, async (log) => {
      try {
        return await question()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        log.warn(error.message)
        unanswered.push({
          kind: 'prisma-engine',
          count: 1,
          message: `\`${command}\` gave no answer: ${error.message}`,
        })
        return null
      }
    })
  }
  const [catalogs, pull, diff] = await together([
    run('compare', 'Read the catalogs', () => readLines(lines)),
    ask('prisma db pull', () => engine.pull(met, declared)),
    ask('prisma migrate diff', () => engine.diff(met)),
  ])
  const { drift, findings } = await run('compare', 'Compare production, history and schema', async () => {
    const drift = compareLines(catalogs, { project, source: mapSource(project) })
    const evidence = await gatherEvidence(met, evidenceQuestions(drift))
    const diagnostics = validation.valid ? [] : validation.diagnostics
    return { drift, findings: classify(drift, evidence, { history: lines.outcome, diagnostics }) }
  })
  known.prisma = {
    engine: engine.kind,
    version: engine.version,
    validate: validation.valid ? 'passed' : 'failed',
    pullChanges: pull?.changes ?? null,
    diffEmpty: diff?.empty ?? null,
    onlyEngine: witness(drift, findings, diff?.touched ?? []),
  }
  unanswered.sort((a, b) => compareText(a.message, b.message))
  return { findings, gaps: [...drift.gaps, ...unanswered] }
}

/** Gives back what was had; what could not be had needs no giving back. */
async function release<T>(
  held: Promise<T>,
  giveBack: (value: T) => Promise<void> | undefined,
): Promise<void> {
  const [outcome] = await Promise.allSettled([held])
  if (outcome.status === 'fulfilled') await giveBack(outcome.value)
}
