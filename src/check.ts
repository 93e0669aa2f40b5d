import { type Base, isBaseAsked, readBase } from './base/read-base.ts'
import { applyPolicy, type Policy } from './baseline/apply.ts'
import { readBaseline } from './baseline/read.ts'
import { type Before, buildBefore, validateBefore } from './check/before.ts'
import { buildLines, type VersionLines } from './check/build-lines.ts'
import { type AskEngine, compareVersions, metBy } from './check/compare-versions.ts'
import { plan } from './check/plan.ts'
import { preferencesOf } from './check/preferences.ts'
import { openPrisma, type ProjectVersion } from './check/project-version.ts'
import { refusalOf } from './check/promises/ask.ts'
import type { Config } from './config/config.ts'
import { markIntroduced, type Told } from './drift/introduced.ts'
import { witness } from './drift/witness.ts'
import type { Dump } from './dump/dump.ts'
import { openDump } from './dump/open-dump.ts'
import { restoreDump } from './dump/restore.ts'
import { dumpSize } from './dump/size.ts'
import { noReplays } from './migrations/replays.ts'
import type { Gap } from './model/catalog.ts'
import type { Day } from './model/day.ts'
import { Failure } from './model/failure.ts'
import type { Finding } from './model/finding.ts'
import { findingGlob } from './model/glob.ts'
import { compareText } from './model/object.ts'
import type { Plan } from './model/plan.ts'
import type { PrismaProject } from './model/project.ts'
import type { DatabaseFacts, PrismaFacts, Report } from './model/report.ts'
import type { HostedRepository } from './model/snapshot.ts'
import { readEachLines } from './postgres/catalog/read-lines.ts'
import type { Connection, Remains, Server } from './postgres/server.ts'
import { startServer } from './postgres/start.ts'
import { readProject } from './prisma/read-project.ts'
import type { Progress, StageLog } from './progress/progress.ts'
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
    const { findings, gaps, ...told } = await compare({ now, built, before: builtBefore, grants, run, known })
    const judged = applyPolicy(findings, policy)
    if (config.plan === 'none') return { ...judged, gaps, plan: null }
    const { only } = config
    const wanted = only.length === 0 ? judged.findings : judged.findings.filter(findingGlob(only))
    const kept = [...judged.ignored, ...judged.findings.filter((finding) => !wanted.includes(finding))]
    const preferences = preferencesOf(config)
    const planned = await run('plan', 'Plan how they come to agree', (log) =>
      orGap(
        () =>
          plan({
            ...request,
            ...told,
            findings: wanted,
            ignored: kept,
            preferences,
            built,
            grants,
            today,
            log,
          }),
        log,
      ),
    )
    return { ...judged, gaps: [...gaps, ...planned.gaps], plan: planned.plan }
  } finally {
    await release(starting, (server) => server.stop())
    await release(opening, (dump) => dump?.close())
    await release(lookingBack, (base) => (base.state === 'other' ? base.remove() : undefined))
  }
}

/** The plan is more than was asked for: where it fails, the comparison stands, and the report says so. */
async function orGap(
  work: () => Promise<Plan | null>,
  log: StageLog,
): Promise<{ readonly plan: Plan | null; readonly gaps: readonly Gap[] }> {
  try {
    return { plan: await work(), gaps: [] }
  } catch (error) {
    const message = refusalOf(error)
    if (message === null) throw error
    log.warn(message)
    return {
      plan: null,
      gaps: [{ kind: 'plan', count: 1, message: `There is no alignment plan: ${message}` }],
    }
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

interface CompareRequest {
  readonly now: ProjectVersion
  readonly built: VersionLines
  readonly before: Before
  readonly grants: boolean
  readonly run: RunStage
  readonly known: Known
}

async function compare({ now, built, before, grants, run, known }: CompareRequest) {
  const { engine, validation } = now.prisma
  const met = metBy(built)
  const declared = built.lines.schema ? { ...built.lines.schema, schema: built.schema } : undefined
  const unanswered: Gap[] = []
  // The engine is the second witness: where it breaks down, the comparison goes on and the report says so.
  const ask: AskEngine = async (command, question) => {
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
  const versions = [{ version: now, built }, ...(before.state === 'other' ? [before] : [])]
  const [catalogsOf, pull, diff] = await together([
    run('compare', 'Read the catalogs', () =>
      readEachLines(
        versions.map((each) => each.built.lines),
        { grants },
      ),
    ),
    ask('prisma db pull', () => engine.pull(met, declared)),
    ask('prisma migrate diff', () => engine.diff(met)),
  ])
  const catalogs = catalogsOf(built.lines)
  const [told, toldBefore] = await run('compare', 'Compare production, history and schema', (log) => {
    if (before.state === 'unknown') log.warn(notKnown(before.because))
    const read = versions.map((each) => ({ ...each, catalogs: catalogsOf(each.built.lines) }))
    return compareVersions(read, ask)
  })
  const holds = catalogs.deployed ?? catalogs.production
  if (!told || !holds) throw new Error('nothing was compared')
  known.prisma = {
    engine: engine.kind,
    version: engine.version,
    validate: validation.valid ? 'passed' : 'failed',
    pullChanges: pull?.changes ?? null,
    diffEmpty: diff?.empty ?? null,
    onlyEngine: witness(told.drift, told.findings, diff?.touched ?? []),
  }
  unanswered.sort((a, b) => compareText(a.message, b.message))
  const unknownBefore: readonly Gap[] =
    before.state === 'unknown' ? [{ kind: 'base', count: 1, message: notKnown(before.because) }] : []
  return {
    drift: told.drift,
    evidence: told.evidence,
    pulled: pull?.changed ?? [],
    before: holds,
    findings: introducedBy(before, told, toldBefore ?? null),
    gaps: [...told.drift.gaps, ...unanswered, ...unknownBefore],
  }
}

function introducedBy({ state }: Before, told: Told, toldBefore: Told | null): readonly Finding[] {
  switch (state) {
    case 'none':
    case 'unknown':
      return told.findings
    case 'same':
      return markIntroduced(told, told)
    case 'nothing':
    case 'other':
      return markIntroduced(told, toldBefore)
  }
}

function notKnown(because: string): string {
  return `What this change introduced is not known: ${because}`
}

/** Gives back what was had; what could not be had needs no giving back. */
async function release<T>(
  held: Promise<T>,
  giveBack: (value: T) => Promise<void> | undefined,
): Promise<void> {
  const [outcome] = await Promise.allSettled([held])
  if (outcome.status === 'fulfilled') await giveBack(outcome.value)
}
