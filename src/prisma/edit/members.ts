import type { Block, Member } from '../psl/syntax.ts'
import { endOfLine, indentation, lineEnd } from './lines.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** Puts a line into a block, behind this member; at its end where there is none. @param line without indentation */
export function insertAfter(
  { file, text, block }: OutlineBlock,
  member: Member | null,
  line: string,
  blankBefore = false,
): TextEdit {
  const eol = lineEnd(text)
  const anchor = member?.end ?? lastEnd(block)
  const at = endOfLine(text, anchor)
  const end = Math.min(at, block.body.end)
  const [model] = block.members
  const indent = model ? indentation(text, model) : '  '
  return { file, start: end, end, text: `${blankBefore ? eol : ''}${eol}${indent}${line}` }
}

function lastEnd({ members, body }: Block): number {
  return members.at(-1)?.end ?? body.start
}
