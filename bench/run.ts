/**
 * Times the whole check, server start included, against the sequence teams write by hand, without server start;
 * the two in turn, on the bundled example and on a generated database:
 *
 *     npm run bench            # 5 pairs each
 *     npm run bench -- 9       # 9 pairs each
 *     npm run bench -- proof   # what the proof of the plan costs; `-- proof 9`: in 9 pairs
 *     npm run bench -- scale   # the comparison alone, on databases of up to 2,000 tables (scale.ts)
 *
 * Prints medians and the ratio pair by pair: on a noisy machine only the ratio means something.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../src/postgres/start.ts'
import { handRolled } from './hand-rolled.ts'
import { median } from './median.ts'
import { exampleProject, generatedProject, type Project } from './projects.ts'
import { proofCost } from './proof.ts'
import { scale } from './scale.ts'

const [wanted = '5', pairsWanted = '5'] = process.argv.slice(2)
const cli = join(import.meta.dirname, '../dist/cli.js')

/** Milliseconds of one `check` as its users run it. */
function check({ directory, dump }: Project, ...flags: readonly string[]): number {
  const start = performance.now()
  const args = [cli, 'check', '--dump', dump, '--postgres', 'local', '--format', 'json', ...flags]
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (status !== 0 && status !== 1) throw new Error(stderr)
  return performance.now() - start
}

const scratch = mkdtempSync(join(tmpdir(), 'bench-'))
const server = await startServer({
  where: 'local',
  major: null,
  image: null,
  url: null,
  signal: new AbortController().signal,
  log: { note() {}, warn() {} },
  onRemains() {},
})
try {
  if (wanted === 'scale') await scale(server)
  else if (wanted === 'proof')
    for (const project of await projects()) proofCost(project, Number(pairsWanted), check)
  else await againstByHand(Number(wanted))
} finally {
  await server.stop()
  rmSync(scratch, { recursive: true })
}

async function projects(): Promise<readonly Project[]> {
  return [
    exampleProject(join(scratch, 'example')),
    await generatedProject(join(scratch, 'generated'), 300, server),
  ]
}

async function againstByHand(pairs: number): Promise<void> {
  for (const project of await projects()) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let pair = -1; pair < pairs; pair += 1) {
      const [hand, whole] = [await handRolled(project, server), check(project)]
      if (pair < 0) continue // a warm-up
      theirs.push(hand)
      ours.push(whole)
    }
    const ratios = ours.map((ms, pair) => ms / (theirs[pair] ?? Number.NaN))
    const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2))
    console.log(
      `${project.name}: check ${Math.round(median(ours))} ms, by hand ${Math.round(median(theirs))} ms, ` +
        `ratio ${median(ratios).toFixed(2)} (${low} to ${high}, ${pairs} pairs)`,
    )
  }
}
