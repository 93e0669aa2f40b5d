import { formatPatch, structuredPatch } from 'diff'
import { compareText } from '../../model/object.ts'
import type { SchemaFile } from '../../model/project.ts'

/**
 * A unified diff from some files to others, as `git apply` takes it; empty where nothing changes.
 * https://git-scm.com/docs/diff-format#generate_patch_text_with_p
 */
export function schemaPatch(before: readonly SchemaFile[], after: readonly SchemaFile[]): string {
  const [old, now] = [contents(before), contents(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort(compareText)
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => filePatch(path, old.get(path), now.get(path)))
    .join('')
}

function filePatch(path: string, old: string | undefined, now: string | undefined): string {
  const [one, other] = [`a/${path}`, `b/${path}`]
  const patch = structuredPatch(one, other, old ?? '', now ?? '', undefined, undefined, { context: 3 })
  // Git tells a name with a blank in it from what follows by a tab.
  const header = path.includes(' ') ? { oldHeader: '', newHeader: '' } : {}
  return formatPatch({
    ...patch,
    ...header,
    isGit: true,
    ...(old === undefined ? { isCreate: true, oldFileName: '/dev/null', newMode: '100644' } : {}),
    ...(now === undefined ? { isDelete: true, newFileName: '/dev/null', oldMode: '100644' } : {}),
  })
}

function contents(files: readonly SchemaFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, content }) => [path, content]))
}
