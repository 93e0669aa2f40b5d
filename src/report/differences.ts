import { structuredPatch } from 'diff'
import type { AttributeValue } from '../model/catalog.ts'
import type { Finding } from '../model/finding.ts'
import { isLong, shownAttributes, valueText } from './attributes.ts'
import { clip, visibleLines } from './prose.ts'
import { inSentence } from './values.ts'

const mostLines = 60

/** Of a value that only one line has; nothing in it is set against anything. */
const mostLinesAlone = 15

/**
 * The values of a finding that are too long to stand side by side, as unified diffs from production to what the
 * repository expects: lines that begin with `---`, `+++`, `@@`, `+`, `-` or a blank; at most 60, or 15 where only
 * one has the value, and a last one that says how many more. Of a list each element is a line.
 */
export function longDifferences(finding: Finding): string[][] {
  return shownAttributes(finding).flatMap((attribute) => {
    const before = finding.production?.[attribute]
    const side =
      expecting.find((each) => finding[each] && lineText(finding[each][attribute]) !== lineText(before)) ??
      'history'
    const after = finding[side]?.[attribute]
    if (![before, after].some((value) => isLong(valueText(value))) || lineText(before) === lineText(after))
      return []
    const head = [`--- ${inSentence('production')}`, `+++ ${inSentence(side)}`]
    return [[...head, ...diffLines(lineText(before), lineText(after))]]
  })
}

/** What the repository expects, and what becomes of production: the first that is other than it. */
const expecting = ['history', 'declared', 'deployed'] as const

function lineText(value: AttributeValue | undefined): string {
  return typeof value === 'object' && value !== null ? value.join('\n') : valueText(value)
}

function diffLines(before: string, after: string): string[] {
  // The last line ends as the others do, so that it is the same where more follows.
  const [from = '', to = ''] = [before, after].map((value) =>
    value === '' ? '' : `${visibleLines(value).join('\n')}\n`,
  )
  const { hunks } = structuredPatch('', '', from, to, '', '', { context: 3 })
  const lines = hunks
    .flatMap((hunk, index) => (index === 0 ? hunk.lines : ['@@', ...hunk.lines]))
    .map((line) => clip(line, 500))
  const most = before === '' || after === '' ? mostLinesAlone : mostLines
  return lines.length <= most ? lines : [...lines.slice(0, most), `@@ ${lines.length - most} more lines`]
}
