import type { Finding } from '../model/finding.ts'
import { clip, visibleLines } from './prose.ts'

const mostLines = 60

/**
 * The SQL of a finding in lines that can be shown: at most 60, and a last comment that says how many more there are.
 * @returns none where it has no SQL
 */
export function sqlLines({ sql }: Finding): readonly string[] {
  if (sql === undefined) return []
  const lines = visibleLines(sql).map((line) => clip(line, 500))
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines), `-- ${lines.length - mostLines} more lines`]
}
