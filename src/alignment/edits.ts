import { structuredPatch } from 'diff'
import type { SourceMap } from '../model/declaration.ts'
import { objectKey } from '../model/object.ts'
import type { Edit } from '../model/plan.ts'
import type { SchemaFile } from '../model/project.ts'

/** The schema files with where each object is written in them. */
export interface MappedFiles {
  readonly files: readonly SchemaFile[]
  readonly source: SourceMap
}

/** Lines that change, with the objects that are written in them before or after. */
export interface OwnedEdit extends Edit {
  /** Keys: of columns, tables and enums. The first is the nearest. */
  readonly about: readonly string[]
}

/**
 * The lines in which schema files differ, each change as small as it can be: made all at once, by their lines before
 * any of them, they make `after` of `before`.
 */
export function lineEdits(before: MappedFiles, after: MappedFiles): readonly OwnedEdit[] {
  return before.files.flatMap(({ path, content }) => {
    const other = after.files.find((file) => file.path === path)?.content
    if (other === undefined || other === content) return []
    const was = writtenIn(path, before.source)
    const is = writtenIn(path, after.source)
    const { hunks } = structuredPatch(path, path, content, other, '', '', { context: 0 })
    return hunks.flatMap(({ oldStart, newStart, lines }) => {
      const gone = lines.filter((line) => line.startsWith('-')).length
      const come = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1))
      const isPaired = gone === come.length
      const start = gone === 0 ? oldStart + 1 : oldStart
      const first = come.length === 0 ? newStart + 1 : newStart
      if (gone > 0 && !isPaired) {
        const about = [...range(start, gone).flatMap(was), ...range(first, come.length).flatMap(is)]
        return [{ file: path, line: start, remove: gone, insert: text(come), about }]
      }
      return merged(
        come.map((line, at) => ({
          file: path,
          line: isPaired ? start + at : start,
          remove: isPaired ? 1 : 0,
          insert: text([line]),
          about: [...(isPaired ? was(start + at) : []), ...is(first + at)],
        })),
      )
    })
  })
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

const range = (start: number, length: number) => Array.from({ length }, (_, at) => start + at)

/** Neighbours that are about the same are one change. */
function merged(edits: readonly OwnedEdit[]): readonly OwnedEdit[] {
  const all: OwnedEdit[] = []
  for (const edit of edits) {
    const last = all.at(-1)
    if (last?.about[0] !== edit.about[0] || !last) all.push(edit)
    else
      all[all.length - 1] = {
        ...last,
        remove: last.remove + edit.remove,
        insert: last.insert + edit.insert,
      }
  }
  return all
}

/** What is written in a line of a file: its column, key or enum, then the model around it. */
function writtenIn(file: string, { models, enums }: SourceMap): (line: number) => readonly string[] {
  const lines = new Map<number, string>()
  const blocks: { readonly line: number; readonly key: string }[] = []
  for (const { schema, table, location, fields, indexes } of models.values()) {
    if (location.file !== file) continue
    blocks.push({ line: location.line, key: objectKey({ kind: 'table', schema, name: table }) })
    for (const { columns, location: at } of indexes)
      for (const name of columns) lines.set(at.line, objectKey({ kind: 'column', schema, table, name }))
    for (const { column: name, location: at } of fields.values())
      lines.set(at.line, objectKey({ kind: 'column', schema, table, name }))
  }
  for (const { schema, type: name, location } of enums.values())
    if (location.file === file)
      blocks.push({ line: location.line, key: objectKey({ kind: 'enum', schema, name }) })
  blocks.sort((a, b) => a.line - b.line)
  return (line) => {
    const own = lines.get(line)
    const block = blocks.findLast((each) => each.line <= line)
    return [...(own === undefined ? [] : [own]), ...(block ? [block.key] : [])]
  }
}
