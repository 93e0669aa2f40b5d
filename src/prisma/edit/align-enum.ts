import { alignedLine } from './columns.ts'
import { insertAfter, insertBefore } from './members.ts'
import { columnLine } from './new-field.ts'
import type { Outline, OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'
import type { Words } from './words.ts'

/** Gives an enum the values that the pulled one has beside its own, each behind the one that it follows there. */
export function alignEnum(
  own: OutlineBlock,
  pulled: OutlineBlock,
  words: Words,
  files: Outline,
): readonly TextEdit[] {
  const [first] = own.columns.values()
  let previous = null
  const edits: TextEdit[] = []
  for (const [label, value] of pulled.columns) {
    const existing = own.columns.get(label)
    if (existing) previous = existing
    else {
      const line = alignedLine(own, columnLine({ model: pulled, field: value }, words, files), previous)
      edits.push(previous || !first ? insertAfter(own, previous, line) : insertBefore(own, first, line))
    }
  }
  return edits
}
