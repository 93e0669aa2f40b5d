import type { NameChange, SchemaChange } from '../../model/plan.ts'

/** A stretch of a file that gives way to another text; offsets in UTF-16 code units. */
export interface TextEdit {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly text: string
  /** Among those that put something into one place: which comes first; 0 unless told. */
  readonly order?: number
  /** A line end: what is put in begins a part of its own, with a blank line before it unless another one has it. */
  readonly blankBefore?: string
}

/** What asks for an edit. */
export type Reason = SchemaChange | NameChange

export interface ReasonedEdit extends TextEdit {
  readonly reasons: readonly Reason[]
}

/** The edits, with what asks for them. */
export function because(reasons: readonly Reason[], edits: readonly TextEdit[]): readonly ReasonedEdit[] {
  return edits.map((edit) => ({ ...edit, reasons }))
}

/**
 * Puts the edits of one file in order and makes one of equal ones. One that reaches into an earlier one is left out,
 * as it is about text that is gone.
 */
export function settleEdits(edits: readonly ReasonedEdit[]): readonly ReasonedEdit[] {
  const sorted = edits.toSorted(
    (a, b) =>
      a.start - b.start ||
      Number(a.end > a.start) - Number(b.end > b.start) ||
      b.end - a.end ||
      (a.order ?? 0) - (b.order ?? 0),
  )
  const settled: ReasonedEdit[] = []
  let at = 0
  for (const edit of sorted) {
    const same = settled.findIndex(
      ({ start, end, text }) =>
        start === edit.start && end === edit.end && text.trimStart() === edit.text.trimStart(),
    )
    const twin = settled[same]
    if (twin) settled[same] = { ...twin, reasons: [...new Set([...twin.reasons, ...edit.reasons])] }
    else if (edit.start >= at) {
      const { blankBefore = '', ...rest } = edit
      const isBlank = settled.some(
        (each) => each.start === edit.start && each.text.startsWith(blankBefore + blankBefore),
      )
      settled.push({ ...rest, text: (isBlank ? '' : blankBefore) + edit.text })
      at = edit.end
    }
  }
  return settled
}

/** Makes the edits of one file. */
export function applyTextEdits(content: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text } of settleEdits(because([], edits))) {
    result += content.slice(at, start) + text
    at = end
  }
  return result + content.slice(at)
}
