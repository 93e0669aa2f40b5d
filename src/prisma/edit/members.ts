import type { Block, Member, Span } from '../psl/syntax.ts'
import { commentsAbove, endOfLine, endOfLineBefore, indentation, lineEnd, linesOf } from './lines.ts'
import type { OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

type Place = Pick<OutlineBlock, 'file' | 'text' | 'block'>

/** Puts a line into a block, behind this member; at its end where there is none. @param line without indentation */
export function insertAfter(
  { file, text, block }: Place,
  member: Span | null,
  line: string,
  { blankBefore = false, order = 0 } = {},
): TextEdit {
  const anchor = member?.end ?? lastEnd(block)
  const eol = lineEnd(text, block.start)
  const at = Math.min(endOfLine(text, anchor), block.body.end)
  const edit = { file, start: at, end: at, text: `${eol}${indentOf(text, block)}${line}`, order }
  return blankBefore ? { ...edit, blankBefore: eol } : edit
}

/** Puts a line into a block, before this member and the comments above it. */
export function insertBefore(
  { file, text, block }: Place,
  member: Span,
  line: string,
  { order = 0 } = {},
): TextEdit {
  const at = endOfLineBefore(text, commentsAbove(text, member.start, '//'))
  return { file, start: at, end: at, text: `${lineEnd(text, at)}${indentOf(text, block)}${line}`, order }
}

/** Takes a member out, with the `///` that document it, and the blank line that would be left over. */
export function removeMember({ file, text, block }: Place, member: Member): TextEdit {
  const first = commentsAbove(text, member.start, '///')
  const end = Math.min(endOfLine(text, member.end), block.body.end)
  const [next = ''] = linesOf(text.slice(end)).slice(1)
  const [above = ''] = linesOf(text.slice(0, first)).slice(-1)
  const isLast = next.trim() === '' || next.trim().startsWith('}')
  const start = endOfLineBefore(text, first)
  const isAlone = isLast && above.trim() === '' && !text.slice(0, first).trimEnd().endsWith('{')
  return { file, start: isAlone ? endOfLineBefore(text, start) : start, end, text: '' }
}

function indentOf(text: string, { members: [first] }: Block): string {
  return first ? indentation(text, first) : '  '
}

function lastEnd({ members, body }: Block): number {
  return members.at(-1)?.end ?? body.start
}
