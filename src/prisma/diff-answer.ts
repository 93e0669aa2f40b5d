import { Failure } from '../model/failure.ts'
import { compareText } from '../model/object.ts'
import { splitStatements } from '../postgres/sql/split.ts'
import type { EngineDiff } from './engine.ts'

const migrationsTable = /(^|\.)_prisma_migrations$/

/**
 * Reads the summary that `migrate diff` prints without `--script`:
 *
 *     [-] Removed tables
 *       - orders
 *
 *     [*] Changed the `users` table
 *       [-] Removed column `age`
 *
 * @param exitCode of `--exit-code`: 0 for an empty diff, 2 for another.
 * @throws Failure `engine-answer-unclear` for any other code, and where code and text contradict each other: a
 * crashed engine can end with 0 and no text, which must not pass for "no difference".
 */
export function readSummary(summary: string, exitCode: number): EngineDiff {
  const saysNone = /^\s*No difference detected\.\s*$/.test(summary)
  if (exitCode === 0 && saysNone) return { empty: true, touched: [] }
  if (exitCode !== 2 || saysNone || summary.trim() === '') throw unclear(exitCode, summary)
  const names = new Set<string>()
  let listed = false
  for (const line of summary.split('\n')) {
    if (/^\S/.test(line)) listed = /^\[[-+]\] (?:Added|Removed) (?:tables|enums)$/.test(line)
    const [, item] = /^ {2}- (.*)$/.exec(line) ?? []
    const [, subject] =
      /^\[\*\] (?:Changed the|Redefined|Renamed the) (?:table )?`(.*?)`(?: table| enum)?/.exec(line) ?? []
    if (listed && item !== undefined) names.add(item)
    else if (subject !== undefined) names.add(subject)
  }
  const touched = [...names].filter((name) => !migrationsTable.test(name)).sort(compareText)
  return { empty: false, touched }
}

/**
 * Reads the script that `migrate diff --script` prints.
 * @param exitCode of `--exit-code`: 0 for an empty diff, 2 for another.
 * @returns without blank lines around it; empty where there is nothing to do.
 * @throws Failure `engine-answer-unclear`, as `readSummary`
 */
export function readScript(script: string, exitCode: number): string {
  if (exitCode === 0 && /^\s*-- This is an empty migration\.\s*$/.test(script)) return ''
  if (exitCode !== 2 || splitStatements(script).length === 0) throw unclear(exitCode, script)
  return script.trim()
}

function unclear(exitCode: number, summary: string): Failure {
  const said = summary.trim() === '' ? 'nothing' : `"${summary.trim().split('\n')[0]}"`
  return new Failure({
    stage: 'prisma',
    code: 'engine-answer-unclear',
    message: `Prisma's schema engine answered ${said} with exit code ${exitCode} when asked for a diff.`,
    next: ['Run the check with the other engine: `--engine wasm` or `--engine cli`.'],
  })
}
