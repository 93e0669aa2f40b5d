/**
 * What a plan promises holds once it is carried out, whatever the databases are. `METAMORPHIC_SEED` and
 * `METAMORPHIC_RUNS` as in metamorphic.test.ts.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Connection } from '../../src/postgres/server.ts'
import { deployed, leftToPersons, planIn, withPlan } from '../alignment/carry-out.ts'
import { drawn, everything, generate } from './generated.ts'
import { changed, checkRepository, type Files, migrated, migrationOf, repository } from './lines.ts'

const { METAMORPHIC_SEED: seed, METAMORPHIC_RUNS: runs } = process.env
const settings = {
  numRuns: Number(runs ?? 2),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  interruptAfterTimeLimit: runs === undefined ? 60_000 : 3_600_000,
} satisfies fc.Parameters<unknown>
const timeout = runs === undefined ? 120_000 : 3_600_000

test(
  'a plan that is proved leaves nothing but what it leaves to a person',
  () => {
    const property = fc.asyncProperty(drawn, async (each) => {
      const generated = generate(each)
      const [before, after] = [generated.schema('before'), generated.schema('after')]
      const made = `${await migrationOf(before)}\n${generated.beyond}`
      const production = await migrated(made)
      const byHand = await changed(production, generated.changes.map(({ sql }) => `${sql};`).join('\n'))
      await expectKept(repository(before, made), byHand)
      await expectKept(repository(after, made), production)
      await expectKept(repository(after, made), byHand)
    })
    return fc.assert(property, { ...settings, examples: [[everything]] })
  },
  timeout,
)

/** Carries the plan out and checks again. */
async function expectKept(files: Files, production: Connection): Promise<void> {
  const report = await checkRepository(files, production)
  expect(report.failure).toBeNull()
  if (report.findings.length === 0) return
  const plan = planIn(report)
  expect(plan.proof.checks.filter(({ held }) => !held)).toEqual([])
  expect(plan.proof.rowsLost ?? 0).toBe(0)
  const left = leftToPersons(plan)
  const again = await checkRepository(withPlan(files, plan), await deployed(production, plan))
  expect(again.failure).toBeNull()
  // What only sums up others is left where they are.
  const whole = new Set(
    again.findings.flatMap(({ fingerprint, partOf }) => (left.has(fingerprint) ? (partOf ?? []) : [])),
  )
  const open = again.findings.filter(({ fingerprint }) => !left.has(fingerprint) && !whole.has(fingerprint))
  expect(open.map(({ message }) => message)).toEqual([])
}
