import { diffArrays } from 'diff'

/** A line of a file as a pull request leaves it, where its diff shows it: one that can be commented. */
export interface DiffLine {
  /** From 1. */
  readonly line: number
  /** The part of the diff it is in: a comment takes lines of one part alone. */
  readonly hunk: number
}

/**
 * The lines on the right side of a file's diff: those that are new, and those around them.
 * @param patch hunks without a head, as https://docs.github.com/rest/pulls/pulls#list-pull-requests-files has them
 */
export function linesOf(patch: string): readonly DiffLine[] {
  const lines: DiffLine[] = []
  let [hunk, line] = [0, 0]
  for (const row of patch.split('\n')) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(row)?.[1]
    if (start !== undefined) [hunk, line] = [hunk + 1, Number(start)]
    else if (/^[+ ]/.test(row)) lines.push({ line: line++, hunk })
  }
  return lines
}

/**
 * Which lines of one text are lines of another: what is checked may be a merge of the pull request's head with its
 * base, or have the line ends of another system.
 * @returns by the number in `head` that in `checked`
 */
export function sameLines(head: string, checked: string): ReadonlyMap<number, number> {
  const same = new Map<number, number>()
  let [left, right] = [1, 1]
  for (const { added, removed, count } of diffArrays([...rowsOf(head)], [...rowsOf(checked)])) {
    if (!added && !removed) for (let at = 0; at < count; at += 1) same.set(left + at, right + at)
    if (!added) left += count
    if (!removed) right += count
  }
  return same
}

/** The lines of a text, without their ends; what stands behind the last end is no line if it is empty. */
export function rowsOf(text: string): readonly string[] {
  const rows = text.split(/\r?\n/)
  return rows.at(-1) === '' ? rows.slice(0, -1) : rows
}
