import { type Base, isBaseAsked, readBase } from './base/read-base.ts'
import { applyPolicy, type Policy } from './baseline/apply.ts'
import { readBaseline } from './baseline/read.ts'
import { buildBefore, validateBefore } from './check/before.ts'
import { buildLines } from './check/build-lines.ts'
import { compareLines } from './check/compare-lines.ts'
import { planOrGap, planScope } from './check/plan.ts'
import { openPrisma, type ProjectVersion } from './check/project-version.ts'
import type { Config } from './config/config.ts'
import type { Dump } from './dump/dump.ts'
import { openDump } from './dump/open-dump.ts'
import { restoreDump } from './dump/restore.ts'
import { dumpSize } from './dump/size.ts'
import { noReplays } from './migrations/replays.ts'
import type { Day } from './model/day.ts'
import type { PrismaProject } from './model/project.ts'
import type { DatabaseFacts, PrismaFacts, Report } from './model/report.ts'
import type { HostedRepository } from './model/snapshot.ts'
import type { Connection, Remains, Server } from './postgres/server.ts'
import { startServer } from './postgres/start.ts'
import { readProject } from './prisma/read-project.ts'
import type { Progress } from './progress/progress.ts'
import { completeReport, failedReport } from './report/complete.ts'
import { type RunStage, startStopwatch } from './stopwatch.ts'
import { together } from './together.ts'

export interface CheckContext {
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Told what must be taken down should this process be killed. */
  readonly onRemains: (remains: Remains) => void
  /** Where the repository is hosted, for what this clone does not have; null where it is not known. */
  readonly hosted: HostedRepository | null
  /** In UTC; what is accepted for a time may be over. */
  readonly today: Day
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
    const policy = { ...config, baseline: readBaseline(config), today: context.today }
    const compared = await compareProduction(config, policy, context, run, known)
    return completeReport({ ...known, timings: timings() }, compared)
  } catch (error) {
    context.signal.throwIfAborted()
    return failedReport(error, { ...known, timings: timings() })
  }
}

async function compareProduction(
  config: Config,
  policy: Policy,
  context: CheckContext,
  run: RunStage,
  known: Known,
) {
  const { signal, onRemains, hosted, today } = context
  const { grants } = config
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
    run('prisma', 'Validate the schema', async (log): Promise<ProjectVersion> => {
      const prisma = await openPrisma(config, project, signal, log)
      return { when: 'now', project, workingDirectory: config.workingDirectory, prisma }
    }),
  )
  const lookingBack = reading.then((project) => lookBack(project, { config, hosted, signal, run }))
  const validatingBefore = together([lookingBack, validating]).then(([base, now]) =>
    validateBefore(base, now, { config, signal, run }),
  )
  try {
    const [dump, now, server, before] = await together([opening, validating, starting, validatingBefore])
    const production = await restoreProduction({ dump, server, grants, signal, run, known })
    const made = { replays: noReplays(), schemaLines: new Map() }
    const request = { config, server, production, made, signal, run }
    const [built, builtBefore] = await together([buildLines(now, request), buildBefore(before, request)])
    const { prisma, findings, gaps, ...told } = await compareLines({
      now,
      built,
      before: builtBefore,
      grants,
      run,
    })
    known.prisma = prisma
    const judged = applyPolicy(findings, policy)
    if (config.plan === 'none') return { ...judged, gaps, plan: null }
    const planned = await run('plan', 'Plan how they come to agree', (log) =>
      planOrGap({ ...request, ...told, ...planScope(judged, config), built, grants, today, log }),
    )
    return { ...judged, gaps: [...gaps, ...planned.gaps], plan: planned.plan }
  } finally {
    await release(starting, (server) => server.stop())
    await release(opening, (dump) => dump?.close())
    await release(lookingBack, (base) => (base.state === 'other' ? base.remove() : undefined))
  }
}

interface LookBackRequest {
  readonly config: Config
  readonly hosted: HostedRepository | null
  readonly signal: AbortSignal
  readonly run: RunStage
}

/** Reads what there was before this change, where there is something to hold it against. */
async function lookBack(project: PrismaProject, request: LookBackRequest): Promise<Base> {
  const { config, hosted, run } = request
  if (!isBaseAsked(config, hosted)) return { state: 'none' }
  return run('config', 'Read the Prisma project as it was', (log) => readBase({ ...request, project, log }))
}

interface RestoreRequest {
  readonly dump: Dump | null
  readonly server: Server
  readonly grants: boolean
  readonly signal: AbortSignal
  readonly run: RunStage
  readonly known: Known
}

/** @returns production; an empty database where there is no dump. */
async function restoreProduction(request: RestoreRequest): Promise<Connection> {
  const { dump, server, grants, signal, run, known } = request
  const { provider, version, reason } = server
  known.database = { provider, version, reason, dump: null }
  const production = await server.createDatabase('production')
  if (dump)
    await run('restore', 'Restore production', async (log) => {
      const facts = await restoreDump({ dump, server, database: production, grants, signal, log })
      known.database = { provider, version, reason, dump: facts }
    })
  return production
}

/** Gives back what was had; what could not be had needs no giving back. */
async function release<T>(
  held: Promise<T>,
  giveBack: (value: T) => Promise<void> | undefined,
): Promise<void> {
  const [outcome] = await Promise.allSettled([held])
  if (outcome.status === 'fulfilled') await giveBack(outcome.value)
}
