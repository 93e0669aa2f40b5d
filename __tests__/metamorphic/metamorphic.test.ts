/**
 * What must hold of the check whatever the databases are: generated schemas, and every kind of change made in one
 * line or another. A failure prints the seed and the smallest example that was found; with `METAMORPHIC_SEED` and
 * `METAMORPHIC_RUNS` it is run again, or for longer.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { json } from '../../src/report/json.ts'
import { pgDump } from '../support/pg-dump.ts'
import type { Change } from './change.ts'
import { drawn, everything, type Generated, generate, type Order } from './generated.ts'
import {
  changed,
  checkDump,
  checkRepository,
  datasource,
  dumpedAgain,
  type Files,
  formatted,
  migrated,
  migrationOf,
  pendingMigration,
  repository,
  schemaFile,
  toldBy,
} from './lines.ts'

const { METAMORPHIC_SEED: seed, METAMORPHIC_RUNS: runs } = process.env
const numRuns = Number(runs ?? 2)
const settings = {
  numRuns,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  // Each run takes seconds: a failure is made smaller for a while, and the smallest one so far is told.
  interruptAfterTimeLimit: runs === undefined ? 60_000 : 3_600_000,
} satisfies fc.Parameters<unknown>
const timeout = runs === undefined ? 120_000 : 3_600_000

const declared = (change: Change) => change.declared ?? change.made
const lacking = (change: Change) => change.lacking ?? declared(change)
const by = (cause: string, changes: readonly string[]) =>
  changes.map((finding) => `${finding} ${cause}`).sort()
const statements = ({ changes }: Generated) => changes.map(({ sql }) => `${sql};`).join('\n')

test(
  'a change is found once, with the line that is out',
  () => {
    const property = fc.asyncProperty(drawn, async (each) => {
      const generated = generate(each)
      const [before, after] = [generated.schema('before'), generated.schema('after')]
      const made = `${await migrationOf(before)}\n${generated.beyond}`
      const production = await migrated(made)
      const byHand = await changed(production, statements(generated))
      const sayable = generated.changes.filter((change) => change.after !== null)
      const unsayable = generated.changes.filter((change) => change.after === null)
      const findings = async (files: Files, database: typeof production) =>
        toldBy(await checkRepository(files, database))

      expect(await findings(repository(before, made), production)).toEqual([])
      expect(await findings(repository(before, made), byHand)).toEqual(
        by(
          'production',
          generated.changes.map(({ made }) => made),
        ),
      )
      expect(withoutMissing(await findings(repository(after, made), production))).toEqual(
        by('schema', sayable.map(declared)),
      )
      expect(withoutMissing(await findings(repository(after, made), byHand))).toEqual(
        [
          ...by('history', sayable.map(lacking)),
          ...by(
            'production',
            unsayable.map(({ made }) => made),
          ),
        ].sort(),
      )
      expect(await findings(repository(after, made, statements(generated)), production)).toEqual([
        `migration-pending migration ${pendingMigration} unknown`,
      ])
    })
    return fc.assert(property, { ...settings, examples: [[everything]] })
  },
  timeout,
)

test(
  'dump and restore, and how schema.prisma is written, change nothing',
  () => {
    const property = fc.asyncProperty(drawn, async (each) => {
      const generated = generate(each)
      const before = generated.schema('before')
      const made = `${await migrationOf(before)}\n${generated.beyond}`
      const byHand = await changed(await migrated(made), statements(generated))
      const dump = (await pgDump(byHand)).toString()
      const check = (files: Files) => checkDump(repository({ files }, made), dump)
      const file = schemaFile(before)
      const expected = content(await check({ 'models/schema.prisma': file }))

      const twice = await checkDump(repository(before, made), await dumpedAgain(dump))
      expect(contentOfFindings(twice)).toEqual(JSON.parse(expected).findings)
      const reordered = generated.schema('before', shuffling(each.dice))
      expect(content(await check({ 'models/other.prisma': schemaFile(reordered) }))).toBe(expected)
      expect(content(await check(split(before.blocks)))).toBe(expected)
      const tidy = await formatted(file)
      expect(tidy).not.toBe(file)
      expect(content(await check({ 'models/schema.prisma': tidy }))).toBe(expected)
    })
    return fc.assert(property, { ...settings, examples: [[everything]] })
  },
  timeout,
)

/** One finding lists what no migration makes; each object of it is a finding beside it. */
function withoutMissing(findings: readonly string[]): readonly string[] {
  return findings.filter((finding) => !finding.startsWith('migration-missing '))
}

/**
 * The JSON of a report without what may differ: where in the files something is, how long it took, and the plan, which
 * edits these files.
 */
function content(report: Report): string {
  if (report.failure) throw new Error(report.failure.message)
  const findings = report.findings.map((finding) => ({ ...finding, location: null }))
  return json({ ...report, findings, plan: null, timings: [] })
}

function contentOfFindings(report: Report): unknown {
  return JSON.parse(content(report)).findings
}

/** An order that depends on the dice alone. */
function shuffling(dice: readonly number[]): Order {
  const key = (index: number) => (7 * (index + 1) + (dice[index % dice.length] ?? 0)) % 13
  return (list) =>
    [...list.keys()].sort((a, b) => key(a) - key(b) || b - a).flatMap((index) => list.slice(index, index + 1))
}

/** One file a block. */
function split(blocks: readonly string[]): Files {
  const own = blocks.map((block, index) => [`models/part${index}.prisma`, `${block}\n`])
  return { 'models/base.prisma': datasource, ...Object.fromEntries(own) }
}
