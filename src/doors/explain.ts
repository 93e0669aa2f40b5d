import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainRule } from '../drift/explain.ts'
import type { TerminalContext } from './terminal-check.ts'

/**
 * Prints what a rule means.
 * @returns the exit code: 2 for a rule that there is not
 */
export function explain(
  rule: string,
  { stdout, stderr, rulesDirectory }: Pick<TerminalContext, 'stdout' | 'stderr' | 'rulesDirectory'>,
): number {
  const page = explainRule(rule, (id) => readFileSync(join(rulesDirectory, `${id}.md`), 'utf8'))
  if (typeof page === 'string') {
    stdout.write(page)
    return 0
  }
  stderr.write(`\`${rule}\` is no rule. Did you mean \`${page.nearest}\`?\n`)
  return 2
}
