import { median } from './median.ts'
import type { Project } from './projects.ts'

/**
 * Times a check that proves its plan against one that does not, in turn, and prints the medians and what the proof
 * costs of the check without it, pair by pair.
 * @param check milliseconds of one check with these flags
 */
export function proofCost(
  project: Project,
  pairs: number,
  check: (project: Project, ...flags: readonly string[]) => number,
): void {
  const timed = Array.from({ length: pairs + 1 }, () => ({
    without: check(project, '--no-proof'),
    proved: check(project),
  })).slice(1) // The first is a warm-up.
  const costs = timed.map(({ without, proved }) => (proved - without) / without)
  const [low, high] = [Math.min(...costs), Math.max(...costs)].map((cost) => cost.toFixed(2))
  console.log(
    `${project.name}: check ${Math.round(median(timed.map(({ proved }) => proved)))} ms, ` +
      `without proof ${Math.round(median(timed.map(({ without }) => without)))} ms, ` +
      `the proof costs ${median(costs).toFixed(2)} of it (${low} to ${high}, ${pairs} pairs)`,
  )
}
