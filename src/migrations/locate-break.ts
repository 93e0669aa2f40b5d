import { words } from '../postgres/sql/head.ts'
import type { Statement } from '../postgres/sql/split.ts'

/** Where a file broke. */
export interface BreakPlace {
  /** Among the file's statements, from 0. */
  readonly index: number
  /** From 1. */
  readonly line: number
}

/**
 * Finds the statement that failed: from the position where Postgres names one, else from how many commands
 * completed before it.
 * @param position in characters from 1, in `sql`.
 * @param completed how many statements of the file ran to their end.
 */
export function locateBreak(
  sql: string,
  statements: readonly Statement[],
  position: number | null,
  completed: number,
): BreakPlace {
  const last = statements.length - 1
  if (position === null) {
    const index = Math.min(completed, last)
    return { index, line: statements[index]?.line ?? 1 }
  }
  const offset = codeUnits(sql, position - 1)
  const after = statements.findIndex((statement) => statement.offset > offset)
  const index = after === -1 ? last : Math.max(0, after - 1)
  const end = statements[index]?.endLine ?? 1
  return { index, line: Math.min(lineAt(sql, offset), end) }
}

/** Postgres counts characters, which may be two code units here. */
function codeUnits(text: string, characters: number): number {
  let offset = 0
  for (let count = 0; count < characters && offset < text.length; count++) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  }
  return offset
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

const longest = 80

/** The first words of a statement for a reader, on one line: strings and numbers are `…`, and so is what is cut off. */
export function firstWords(statement: string): string {
  let found = ''
  let end = 0
  for (const { kind, text, offset } of words(statement)) {
    if (kind === 'semicolon') break
    const gap = offset > end && found !== '' ? ' ' : ''
    end = offset + text.length
    const shown = kind === 'string' ? '…' : kind === 'other' ? text.replace(/[\d.]*\d[\d.]*/g, '…') : text
    if (found.length + gap.length + shown.length > longest) return `${found} …`
    found += gap + shown
  }
  return found
}
