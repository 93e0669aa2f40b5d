import { markIntroduced, type Told } from '../drift/introduced.ts'
import { witness } from '../drift/witness.ts'
import type { Gap } from '../model/catalog.ts'
import { Failure } from '../model/failure.ts'
import type { Finding } from '../model/finding.ts'
import { compareText } from '../model/object.ts'
import type { PrismaFacts } from '../model/report.ts'
import { readEachLines } from '../postgres/catalog/read-lines.ts'
import type { RunStage } from '../stopwatch.ts'
import { together } from '../together.ts'
import type { Before } from './before.ts'
import type { VersionLines } from './build-lines.ts'
import { type AskEngine, compareVersions, metBy } from './compare-versions.ts'
import type { ProjectVersion } from './project-version.ts'

interface CompareRequest {
  readonly now: ProjectVersion
  readonly built: VersionLines
  readonly before: Before
  readonly grants: boolean
  readonly run: RunStage
}

/**
 * Compares the lines of the project, asks Prisma's engine as the second witness, and tells what this change introduced.
 * @throws what the server or the network throws, or the signal's reason
 */
export async function compareLines({ now, built, before, grants, run }: CompareRequest) {
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
  const prisma: PrismaFacts = {
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
    prisma,
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
