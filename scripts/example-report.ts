/**
 * Puts the report that `demo` prints into the example's README, between its markers:
 *
 *     node scripts/example-report.ts
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { between } from './between.ts'

const root = join(import.meta.dirname, '..')
export const exampleReadme = join(root, 'examples/tutoring/README.md')

/**
 * @param report as `demo` prints it; what tells the machine it ran on, and how long it took, is left out
 * @returns the README with the report between its markers
 */
export function withReport(readme: string, report: string): string {
  const lines = report.trimEnd().split('\n')
  const from = lines.findIndex((line) => line.startsWith('PostgreSQL '))
  const told = [...lines.slice(0, from), ...lines.slice(from + 2)].join('\n')
  return between(readme, 'report', `\`\`\`text\n${told}\n\`\`\``)
}

if (process.argv[1] === import.meta.filename) {
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'demo'], { encoding: 'utf8' })
  writeFileSync(exampleReadme, withReport(readFileSync(exampleReadme, 'utf8'), stdout))
}
