import type { SchemaFile } from '../../model/project.ts'
import type { LineEdit } from '../../prisma/edit/line-edits.ts'
import type { Reason } from '../../prisma/edit/text-edits.ts'
import type { Diagnostic } from '../../prisma/engine.ts'
import { parsePsl } from '../../prisma/psl/parse.ts'

/**
 * What asked for the lines that Prisma refuses: for the edit that is nearest in the same block.
 * @param files as they were edited
 * @returns nothing where none of the block's lines was: then no edit is known to be the reason
 */
export function reasonsOfRefusal(
  diagnostics: readonly Diagnostic[],
  files: readonly SchemaFile[],
  edits: readonly LineEdit[],
): readonly Reason[] {
  return diagnostics.flatMap(({ location }) => {
    const content = files.find(({ path }) => path === location?.file)?.content
    if (content === undefined || location === null) return []
    const { line } = location
    const block = parsePsl(content)
      .map(({ start, end }) => ({ first: lineAt(content, start), last: lineAt(content, end) }))
      .find(({ first, last }) => first <= line && line <= last)
    if (!block) return []
    let shift = 0
    const near = edits
      .filter(({ file }) => file === location.file)
      .map(({ line: old, remove, insert, reasons }) => {
        const at = old + shift
        shift += insert.split('\n').length - 1 - remove
        return { at, reasons }
      })
      .filter(({ at }) => block.first <= at && at <= block.last)
      .toSorted((a, b) => Math.abs(a.at - line) - Math.abs(b.at - line))
    return near[0]?.reasons ?? []
  })
}

/** From 1. */
function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split('\n').length
}
