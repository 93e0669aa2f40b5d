import type { Finding } from '../../model/finding.ts'
import type { Edit, Plan, Step } from '../../model/plan.ts'
import { rowsOf } from './diff-lines.ts'
import type { ReviewedFile } from './reviewed-files.ts'

/** An edit of a plan, over the lines that it changes. */
export interface Change {
  readonly edit: Edit
  readonly step: Step
  /** The lines of the checked file that it changes, both included; of lines that are new the one they come beside. */
  readonly first: number
  readonly last: number
  /** What it settles; empty where only the layout changes, as that of a field whose neighbour has grown. */
  readonly findings: readonly Finding[]
}

/**
 * The edits that a plan makes for some findings, in the order in which they stand in the files.
 * @param findings those that count; what is for a person to decide is left out
 * @param files by their path relative to the working directory; edits of others are left out
 */
export function changesOf(
  plan: Plan,
  findings: readonly Finding[],
  files: ReadonlyMap<string, ReviewedFile>,
): readonly Change[] {
  const known = new Map(findings.map((finding) => [finding.fingerprint, finding]))
  const settledBy = (step: Step) =>
    step.direction === 'person' ? [] : step.findings.flatMap((each) => known.get(each) ?? [])
  const inSchema = plan.steps.filter(({ direction, edits }) => direction === 'schema' || edits.length > 0)
  const settled = inSchema.flatMap(settledBy)
  const stepOf = new Map(plan.steps.flatMap((step) => step.edits.map((edit) => [edit, step] as const)))
  return [...files].flatMap(([path, file]) => {
    const after = rowsOf(plan.files.find((each) => each.path === path)?.content ?? '')
    const edits = [...stepOf.keys()].filter((edit) => edit.file === path)
    return inOrder(edits, after).flatMap((edit): Change[] => {
      const step = stepOf.get(edit)
      const [first] = step ? settledBy(step) : []
      const place = placeOf(edit, file)
      if (!step || !first || !place) return []
      const here = settled.filter(({ location }) => location?.file === path && isWithin(location.line, edit))
      const own = here.length > 0 ? here : [first]
      return [{ edit, step, ...place, findings: isLayout(edit, file) ? [] : own }]
    })
  })
}

/** Edits in the order of their lines; those that come before one and the same line in the order they are to have. */
function inOrder(edits: readonly Edit[], after: readonly string[]): readonly Edit[] {
  const left = edits.toSorted((a, b) => a.line - b.line || a.remove - b.remove)
  const ordered: Edit[] = []
  let shift = 0
  for (let [first] = left; first !== undefined; [first] = left) {
    const { line } = first
    const at = left.findIndex((each) => each.line === line && isAt(rowsOf(each.insert), line + shift, after))
    for (const edit of left.splice(Math.max(at, 0), 1)) {
      ordered.push(edit)
      shift += rowsOf(edit.insert).length - edit.remove
    }
  }
  return ordered
}

function isAt(rows: readonly string[], line: number, text: readonly string[]): boolean {
  return rows.every((row, at) => text[line - 1 + at] === row)
}

function placeOf(
  { line, remove }: Edit,
  { rows, inDiff }: ReviewedFile,
): Pick<Change, 'first' | 'last'> | null {
  if (remove > 0) return { first: line, last: line + remove - 1 }
  const beside = [line - 1, line].filter((each) => each >= 1 && each <= rows.length)
  const place = beside.find((each) => inDiff.has(each)) ?? beside[0]
  return place === undefined ? null : { first: place, last: place }
}

function isWithin(line: number, edit: Edit): boolean {
  return line >= edit.line && line < edit.line + edit.remove
}

function isLayout({ line, remove, insert }: Edit, { rows }: ReviewedFile): boolean {
  const bare = (text: string) => text.replace(/\s+/g, '')
  return bare(rows.slice(line - 1, line - 1 + remove).join('')) === bare(insert)
}
