import type { Edit } from '../../model/plan.ts'
import { parsePsl } from '../psl/parse.ts'
import { linesOf, withoutEnd } from './lines.ts'
import type { Reason, ReasonedEdit } from './text-edits.ts'

/** An edit of whole lines, with what asks for it. */
export interface LineEdit extends Edit {
  readonly reasons: readonly Reason[]
}

/** A line after the edits. */
interface Line {
  /** The line that it was before, from 0; null for one that is new. */
  readonly origin: number | null
  readonly reasons: ReadonlySet<Reason>
}

/**
 * The lines that become others in a file. Each line that is changed is an edit of its own; lines that come or go
 * together are one. Lines that are only aligned anew belong to what changes nearest to them in their block.
 * @param edits of the file `before`, settled
 * @param after the file with these edits, formatted: every line is still the line that the edits make
 */
export function lineEdits(
  file: string,
  before: string,
  edits: readonly ReasonedEdit[],
  after: string,
): readonly LineEdit[] {
  const old = linesOf(before)
  const now = linesOf(after)
  const { lines, gone } = trace(before, edits)
  const blocks = blockLines(after)
  const found: LineEdit[] = []
  const push = (line: number, remove: number, insert: string, reasons: readonly Reason[]) => {
    const last = found.at(-1)
    const joins = last && last.line + last.remove === line + 1 && sameReasons(last.reasons, reasons)
    if (
      joins &&
      ((remove === 0 && last.insert !== '' && last.remove === 0) || (insert === '' && last.insert === ''))
    )
      found[found.length - 1] = { ...last, remove: last.remove + remove, insert: last.insert + insert }
    else found.push({ file, line: line + 1, remove, insert, reasons })
  }
  const dropUntil = (from: number, to: number) => {
    for (let at = from; at < to; at++) push(at, 1, '', [...(gone.get(at) ?? [])])
  }
  let next = 0
  for (const [at, { origin, reasons }] of lines.entries()) {
    const text = now[at] ?? ''
    if (origin === null) {
      push(next, 0, text, [...reasons])
      continue
    }
    dropUntil(next, origin)
    next = origin + 1
    if (old[origin] !== text)
      push(origin, 1, text, reasons.size > 0 ? [...reasons] : nearest(lines, at, blocks, gone))
  }
  dropUntil(next, old.length)
  return found
}

/** A stretch of the text after the edits. */
interface Piece {
  readonly text: string
  /** Where it was before, or was put in. */
  readonly at: number
  readonly isKept: boolean
  readonly reasons: readonly Reason[]
}

/** Follows each line through the edits. */
function trace(
  before: string,
  edits: readonly ReasonedEdit[],
): { readonly lines: readonly Line[]; readonly gone: ReadonlyMap<number, ReadonlySet<Reason>> } {
  const old = linesOf(before)
  const lineAt = lineNumbers(old)
  const gone = new Map<number, Set<Reason>>()
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, text, reasons } of edits) {
    pieces.push({ text: before.slice(at, start), at, isKept: true, reasons: [] })
    pieces.push({ text, at: start, isKept: false, reasons })
    for (let offset = start; offset < end; offset++) {
      const line = lineAt[offset] ?? 0
      const isCode = !/[\r\n]/.test(before.charAt(offset)) || isBlank(old[line])
      if (!isCode) continue
      const known = gone.get(line) ?? new Set()
      for (const reason of reasons) known.add(reason)
      gone.set(line, known)
    }
    at = end
  }
  pieces.push({ text: before.slice(at), at, isKept: true, reasons: [] })

  const text = pieces.map((piece) => piece.text).join('')
  const characters = pieces.flatMap(({ text, at, isKept, reasons }) =>
    Array.from({ length: text.length }, (_, index) => ({ at: isKept ? at + index : at, isKept, reasons })),
  )
  const taken = new Set<number>()
  // Of lines that go, the end of the last one may be what is left of a blank one among them.
  const originOf = (number: number, line: string): number | null => {
    let at = number
    while (isBlank(line) && !isBlank(old[at]) && gone.has(at)) at -= 1
    return isBlank(line) === isBlank(old[at]) ? at : null
  }
  let offset = 0
  const lines = linesOf(text).map((line): Line => {
    const all = characters.slice(offset, offset + line.length)
    offset += line.length
    const code = isBlank(line) ? all : all.slice(0, withoutEnd(line).length)
    // A line end that comes in the place of a blank line's leaves a blank line that was there.
    const kept = code.find(({ isKept }) => isKept) ?? (isBlank(line) ? code[0] : undefined)
    const number =
      kept && (kept.isKept || isBlank(old[lineAt[kept.at] ?? -1]))
        ? originOf(lineAt[kept.at] ?? 0, line)
        : null
    const origin = number !== null && !taken.has(number) ? number : null
    if (origin !== null) taken.add(origin)
    const getsEnd = origin === old.length - 1 && withoutEnd(old[origin] ?? '') === old[origin]
    const reasons = new Set((getsEnd ? all : code).flatMap((character) => character.reasons))
    for (const reason of (origin !== null && gone.get(origin)) || []) reasons.add(reason)
    return { origin, reasons }
  })
  return { lines, gone }
}

function isBlank(line: string | undefined): boolean {
  return withoutEnd(line ?? '') === ''
}

/** For each character, the number of its line. */
function lineNumbers(lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, number) => Array.from({ length: line.length }, () => number))
}

/** For each line, the first and the last one of the block that it is in. */
function blockLines(content: string): readonly { readonly first: number; readonly last: number }[] {
  const lineAt = lineNumbers(linesOf(content))
  return parsePsl(content).map(({ start, end }) => ({
    first: lineAt[start] ?? 0,
    last: lineAt[Math.max(start, end - 1)] ?? 0,
  }))
}

/** What asks for the edit that is nearest to this line, in the block that it is in. */
function nearest(
  lines: readonly Line[],
  at: number,
  blocks: readonly { readonly first: number; readonly last: number }[],
  gone: ReadonlyMap<number, ReadonlySet<Reason>>,
): readonly Reason[] {
  const block = blocks.find(({ first, last }) => first <= at && at <= last)
  if (!block) return []
  const reasonsOf = (index: number): readonly Reason[] => {
    const line = lines[index]
    if (!line || index < block.first || index > block.last) return []
    if (line.reasons.size > 0) return [...line.reasons]
    const [previous, origin] = [lines[index - 1]?.origin ?? null, line.origin]
    if (previous === null || origin === null) return []
    return range(previous + 1, origin).flatMap((number) => [...(gone.get(number) ?? [])])
  }
  for (let distance = 0; distance <= block.last - block.first; distance++) {
    const found = [...reasonsOf(at - distance), ...reasonsOf(at + distance)]
    if (found.length > 0) return found.slice(0, 1)
  }
  return []
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

function sameReasons(one: readonly Reason[], other: readonly Reason[]): boolean {
  return one.length === other.length && one.every((reason) => other.includes(reason))
}
