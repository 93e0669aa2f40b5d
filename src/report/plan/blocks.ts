import { createTwoFilesPatch, parsePatch } from 'diff'
import { compareText } from '../../model/object.ts'
import type { Plan, Step } from '../../model/plan.ts'
import { visibleLines } from '../prose.ts'

/**
 * The SQL that steps run in production, in their order, as lines that can be shown.
 * @returns none where they run nothing
 */
export function stepsSql(steps: readonly Step[]): readonly string[] {
  const sql = steps.flatMap((step) => (step.sql === null ? [] : [step.sql.trim()])).join('\n\n')
  return sql === '' ? [] : visibleLines(sql)
}

/**
 * The edits of steps as lines of a diff that can be shown: `@@ file:line @@` before each place, then `-` and `+`.
 * @param plan has in its patch the lines that go
 */
export function stepsDiff(steps: readonly Step[], plan: Pick<Plan, 'schemaPatch'>): readonly string[] {
  const edits = steps.flatMap((step) => step.edits)
  if (edits.length === 0) return []
  const before = linesBefore(plan.schemaPatch)
  const sorted = edits.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line)
  const lines: string[] = []
  let next = { file: '', line: 0 }
  for (const { file, line, remove, insert } of sorted) {
    if (file !== next.file || line !== next.line) lines.push(`@@ ${file}:${line} @@`)
    const gone = Array.from({ length: remove }, (_, at) => before.get(file)?.get(line + at))
    lines.push(...gone.flatMap((text) => (text === undefined ? [] : [`-${text}`])))
    lines.push(
      ...insert
        .replace(/\r?\n$/, '')
        .split(/\r?\n/)
        .map((text) => `+${text}`)
        .filter(() => insert !== ''),
    )
    next = { file, line: line + remove }
  }
  return lines.map((line) => visibleLines(line).join('↵'))
}

/** The lines that a patch names of each file as it is, by their number. */
function linesBefore(patch: string): ReadonlyMap<string, ReadonlyMap<number, string>> {
  if (patch === '') return new Map()
  return new Map(
    parsePatch(patch).map(({ oldFileName = '', hunks }) => {
      const lines = hunks.flatMap(({ oldStart, lines: own }) =>
        own
          .filter((line) => line.startsWith('-') || line.startsWith(' '))
          .map((line, at) => [oldStart + at, line.slice(1).replace(/\r$/, '')] as const),
      )
      return [oldFileName.replace(/^a\//, ''), new Map(lines)]
    }),
  )
}

/** The whole plan as one patch for `git apply`: the edits of schema files, and each new file. */
export function planPatch({ schemaPatch, files }: Pick<Plan, 'schemaPatch' | 'files'>): string {
  const edited = editedFiles({ schemaPatch })
  const added = files.filter(({ path }) => !edited.has(path))
  const patches = added.map(({ path, content }) =>
    createTwoFilesPatch('/dev/null', `b/${path}`, '', content).replace(
      /^=+\n/,
      `diff --git a/${path} b/${path}\nnew file mode 100644\n`,
    ),
  )
  return `${schemaPatch}${patches.join('')}`
}

/** The paths of the schema files that a plan edits. */
export function editedFiles({ schemaPatch }: Pick<Plan, 'schemaPatch'>): ReadonlySet<string> {
  const paths = schemaPatch === '' ? [] : parsePatch(schemaPatch).map(({ newFileName = '' }) => newFileName)
  return new Set(paths.map((path) => path.replace(/^b\//, '')))
}

/** Are all characters of a text such that they can be seen, and copied out of a report as they are? */
export function isPlain(text: string): boolean {
  return !text.includes('\r') && visibleLines(text).join('\n') === text
}
