/** A stretch of a file that gives way to another text; offsets in UTF-16 code units. */
export interface TextEdit {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Makes the edits of one file. Those of one place are made in their order; one that reaches into an earlier one is
 * left out, as it is about text that is gone.
 */
export function applyTextEdits(content: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    result += content.slice(at, start) + text
    at = end
  }
  return result + content.slice(at)
}
