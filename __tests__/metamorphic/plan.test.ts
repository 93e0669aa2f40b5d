/**
 * What a plan promises holds once it is carried out, whatever the databases are: no row is lost, the rollback brings
 * everything back, the check is clean afterwards. `METAMORPHIC_SEED` and `METAMORPHIC_RUNS` as in metamorphic.test.ts;
 * without them the same few databases each time.
 */
import fc from 'fast-check'
import { test } from 'vitest'
import { drawn, everything, generate } from './generated.ts'
import { expectKept, expectSame } from './kept.ts'
import { changed, migrated, migrationOf, repository } from './lines.ts'
import { linesOf, type Wild, wild } from './world/wild.ts'

const { METAMORPHIC_SEED: seed, METAMORPHIC_RUNS: runs } = process.env
const isLong = runs !== undefined
const settings = {
  ...(seed !== undefined ? { seed: Number(seed) } : isLong ? {} : { seed: 5 }),
  interruptAfterTimeLimit: isLong ? 1_200_000 : 60_000,
} satisfies fc.Parameters<unknown>
const timeout = isLong ? 1_500_000 : 120_000

test(
  'every kind of change is carried out',
  () => {
    const property = fc.asyncProperty(drawn, async (each) => {
      const generated = generate(each)
      const [before, after] = [generated.schema('before'), generated.schema('after')]
      const made = `${await migrationOf(before)}\n${generated.beyond}`
      const production = await migrated(made)
      const byHand = await changed(production, generated.changes.map(({ sql }) => `${sql};`).join('\n'))
      await expectKept(repository(before, made), byHand)
      if (!isLong) return
      await expectKept(repository(after, made), production)
      await expectKept(repository(after, made), byHand)
    })
    return fc.assert(property, { ...settings, numRuns: Number(runs ?? 1), examples: [[everything]] })
  },
  timeout,
)

test(
  'lines that have parted come together, with all their rows',
  () => {
    const property = fc.asyncProperty(wild, async (each) => {
      const { files, production } = await linesOf(each)
      await expectKept(files, production, { policy: each.policy })
    })
    return fc.assert(property, { ...settings, numRuns: Number(runs ?? 2) })
  },
  timeout,
)

test(
  'the same plan is written twice',
  () => {
    const property = fc.asyncProperty(wild, async (each: Wild) => {
      const { files, production } = await linesOf(each)
      await expectSame(files, production)
    })
    return fc.assert(property, { ...settings, numRuns: Math.ceil(Number(runs ?? 1) / 5) })
  },
  timeout,
)
