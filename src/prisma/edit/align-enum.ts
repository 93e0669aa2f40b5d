import { fieldsOf } from '../psl/query.ts'
import { insertAfter } from './members.ts'
import { columnOf, type OutlineBlock } from './outline.ts'
import type { TextEdit } from './text-edits.ts'

/** Gives an enum the values that the pulled one has beside its own, each behind the one that it follows there. */
export function alignEnum(own: OutlineBlock, pulled: OutlineBlock): readonly TextEdit[] {
  const known = new Map(fieldsOf(own.block).map((value) => [columnOf(value), value]))
  let previous = null
  const edits: TextEdit[] = []
  for (const value of fieldsOf(pulled.block)) {
    const existing = known.get(columnOf(value))
    if (existing) previous = existing
    else
      edits.push(
        insertAfter(
          own,
          previous ?? fieldsOf(own.block)[0] ?? null,
          pulled.text.slice(value.start, value.end),
        ),
      )
  }
  return edits
}
