import { type Finding, severities } from '../../model/finding.ts'
import { compareText } from '../../model/object.ts'
import type { Plan, Step } from '../../model/plan.ts'
import { type Change, changesOf } from './changes.ts'
import { rowsOf } from './diff-lines.ts'
import type { ReviewedFile } from './reviewed-files.ts'

/** New text for lines of a pull request. */
export interface Suggestion {
  /** From the repository's root. */
  readonly path: string
  /** Of the file as the pull request leaves it, from 1, both included. */
  readonly first: number
  readonly last: number
  /** What takes their place, without line ends: GitHub gives them those of the file. Empty where the lines go. */
  readonly rows: readonly string[]
  /** What it settles, in the order of the lines; at least one. */
  readonly findings: readonly Finding[]
  /** Why the schema gives way. */
  readonly why: string
  /** How many of the plan's changes it makes. */
  readonly changes: number
  /** How many more the same steps make: `near` as another suggestion, `far` outside of what is suggested. */
  readonly more: { readonly near: number; readonly far: number }
}

/** What a plan suggests on a pull request. */
export interface Suggestions {
  /** In the order of path and line. */
  readonly suggestions: readonly Suggestion[]
  /** How many changes of the schema files the plan makes in all. */
  readonly changes: number
}

/** Changes side by side in one part of the diff. */
interface Group {
  readonly file: ReviewedFile
  readonly changes: readonly Change[]
  readonly first: number
  readonly last: number
}

/**
 * The edits of a plan as suggestions on the lines that a pull request shows; lines side by side are one suggestion.
 * Where there are more than `most`, those for the gravest findings stay, what the pull request introduced first.
 * @param findings those that count
 * @param files the files that the plan edits, by their path relative to the working directory
 */
export function suggestionsOf(
  plan: Plan,
  findings: readonly Finding[],
  files: ReadonlyMap<string, ReviewedFile>,
  most = 20,
): Suggestions {
  const all = changesOf(plan, findings, files)
  const counted = all.filter(isCounted)
  const kept = [...files]
    .flatMap(([path, file]) =>
      groupsOf(
        file,
        all.filter(({ edit }) => edit.file === path),
      ),
    )
    .filter(({ changes }) => changes.some(isCounted))
    .toSorted((a, b) => weightOf(a) - weightOf(b))
    .slice(0, most)
    .toSorted((a, b) => compareText(a.file.path, b.file.path) || a.first - b.first)
  const near = new Set(kept.flatMap(({ changes }) => changes))
  return {
    suggestions: kept.flatMap((group) => suggestionOf(group, counted, near)),
    changes: counted.length,
  }
}

const isCounted = ({ findings }: Change) => findings.length > 0

function groupsOf(file: ReviewedFile, changes: readonly Change[]): readonly Group[] {
  const groups: Group[] = []
  for (const change of changes) {
    if (!isOnePart(change, file)) continue
    const last = groups.at(-1)
    const joined = last && {
      ...last,
      changes: [...last.changes, change],
      last: Math.max(last.last, change.last),
    }
    if (joined && change.first <= last.last + 1 && isOnePart(joined, file)) groups.splice(-1, 1, joined)
    else groups.push({ file, changes: [change], first: change.first, last: change.last })
  }
  return groups
}

/** Are these lines side by side in the diff, too? */
function isOnePart({ first, last }: Pick<Group, 'first' | 'last'>, { inDiff }: ReviewedFile): boolean {
  const start = inDiff.get(first)
  for (let line = first; line <= last; line += 1) {
    const here = inDiff.get(line)
    if (!start || here?.hunk !== start.hunk || here.line - start.line !== line - first) return false
  }
  return true
}

/** Less is graver. */
function weightOf({ changes }: Group): number {
  const weights = changes.flatMap(({ findings }) =>
    findings.map(
      ({ severity, introduced }) => 2 * severities.indexOf(severity) + (introduced === false ? 1 : 0),
    ),
  )
  return Math.min(...weights)
}

function suggestionOf(
  { file, changes, first, last }: Group,
  counted: readonly Change[],
  near: ReadonlySet<Change>,
): Suggestion[] {
  const [start, end] = [file.inDiff.get(first), file.inDiff.get(last)]
  const own = changes.filter(isCounted)
  const [leading] = own
  if (!start || !end || !leading) return []
  const others = counted.filter(({ step }) => own.some((each) => each.step === step))
  const more = others.filter((each) => !own.includes(each))
  const isNear = more.filter((each) => near.has(each)).length
  return [
    {
      path: file.path,
      first: start.line,
      last: end.line,
      rows: newRows(file.rows, first, last, changes),
      findings: [...new Set(own.flatMap(({ findings }) => findings))],
      why: whyOf(leading.step),
      changes: own.length,
      more: { near: isNear, far: more.length - isNear },
    },
  ]
}

/** Where production gains what the schema has, the schema changes to have it as production has others of its kind. */
function whyOf({ direction, why }: Step): string {
  return direction === 'database' ? `${why} What is new there is made as its neighbours are.` : why
}

function newRows(
  rows: readonly string[],
  first: number,
  last: number,
  changes: readonly Change[],
): readonly string[] {
  const result: string[] = []
  let next = first
  for (const { edit } of changes) {
    result.push(...rows.slice(next - 1, edit.line - 1), ...rowsOf(edit.insert))
    next = edit.line + edit.remove
  }
  return [...result, ...rows.slice(next - 1, last)]
}
