import type { SchemaFile } from '../../model/project.ts'
import type { SchemaLibrary } from '../wasm/load.ts'

const options = JSON.stringify({
  textDocument: { uri: 'file:/schema.prisma' },
  position: { line: 0, character: 0 },
  options: { tabSize: 2, insertSpaces: true },
})

/**
 * Formats the files that were as `prisma format` leaves them before they were edited; the others keep the hand of
 * whoever wrote them. Line ends stay what they were.
 */
export function formatEdited(
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
  { format }: Pick<SchemaLibrary, 'format'>,
): readonly SchemaFile[] {
  const formatted = (files: readonly SchemaFile[]): ReadonlyMap<string, string> => {
    const unix = files.map(({ path, content }) => [path, content.replaceAll('\r\n', '\n')])
    return new Map(JSON.parse(format(JSON.stringify(unix), options)) as [string, string][])
  }
  const [was, is] = [formatted(before), formatted(after)]
  const old = new Map(before.map(({ path, content }) => [path, content]))
  return after.map(({ path, content }) => {
    const own = old.get(path)
    const text = is.get(path)
    if (own === content || own === undefined || text === undefined) return { path, content }
    if (was.get(path) !== own.replaceAll('\r\n', '\n')) return { path, content }
    return { path, content: own.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text }
  })
}
