import { structuredPatch } from 'diff'
import type { Finding } from '../model/finding.ts'
import { shownAttributes, valueText } from './attributes.ts'
import { clip, visibleLines } from './prose.ts'
import { inSentence } from './values.ts'

const longValue = 60

const mostLines = 60

/**
 * The values of a finding that are too long to stand side by side, as unified diffs from production to what the
 * repository expects: lines that begin with `---`, `+++`, `@@`, `+`, `-` or a blank; at most 60 and a last one
 * that says how many more.
 */
export function longDifferences(finding: Finding): string[][] {
  const expecting =
    (['history', 'declared', 'deployed'] as const).find((side) => finding[side] !== null) ?? 'history'
  const head = [`--- ${inSentence('production')}`, `+++ ${inSentence(expecting)}`]
  return shownAttributes(finding).flatMap((attribute) => {
    const before = valueText(finding.production?.[attribute])
    const after = valueText(finding[expecting]?.[attribute])
    return isLong(before) || isLong(after) ? [[...head, ...diffLines(before, after)]] : []
  })
}

/** Is a value too long to stand beside others? */
export function isLong(value: string): boolean {
  return value.includes('\n') || [...value].length > longValue
}

function diffLines(before: string, after: string): string[] {
  const [from, to] = [before, after].map((value) => visibleLines(value).join('\n'))
  const { hunks } = structuredPatch('', '', from ?? '', to ?? '', '', '', { context: 3 })
  const lines = hunks
    .flatMap((hunk, index) => (index === 0 ? hunk.lines : ['@@', ...hunk.lines]))
    .filter((line) => !line.startsWith('\\'))
    .map((line) => clip(line, 500))
  return lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines), `@@ ${lines.length - mostLines} more lines`]
}
