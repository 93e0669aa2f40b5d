import type { Fix, Replacement } from 'sarif'
import type { Edit, Plan, Step } from '../../model/plan.ts'
import { encodePath, repositoryPath } from '../links.ts'
import type { RenderOptions } from '../options.ts'
import { isPlain } from '../plan/blocks.ts'
import { visible } from '../prose.ts'

/**
 * What the plan edits for each finding, as SARIF's fixes (2.1.0, 3.55): those of a step are at the finding that
 * explains the others. A plan that failed its proof has none.
 * @returns by fingerprint
 */
export function fixesOf(plan: Plan | null, options: RenderOptions): ReadonlyMap<string, readonly Fix[]> {
  if (plan === null || plan.proof.status === 'failed') return new Map()
  return new Map(
    plan.steps.flatMap((step) => {
      const [fingerprint] = step.findings
      const fix = fixOf(step, options)
      return fingerprint === undefined || fix === null ? [] : [[fingerprint, [fix]] as const]
    }),
  )
}

/** Null where a step edits nothing, a file outside of the repository, or with characters that are not seen. */
function fixOf({ title, edits }: Step, options: RenderOptions): Fix | null {
  const byPath = new Map<string, readonly Edit[]>()
  for (const edit of edits) {
    const path = repositoryPath(edit.file, options)
    if (path === null || !isPlain(edit.insert.replaceAll('\r\n', '\n'))) return null
    byPath.set(path, [...(byPath.get(path) ?? []), edit])
  }
  if (byPath.size === 0) return null
  return {
    description: { text: visible(title) },
    artifactChanges: [...byPath].map(([path, own]) => ({
      artifactLocation: { uri: encodePath(path), uriBaseId: '%SRCROOT%' },
      replacements: own.map(replacement),
    })),
  }
}

/** Whole lines: from the first column of the first to the first column of the line after the last. */
function replacement({ line, remove, insert }: Edit): Replacement {
  return {
    deletedRegion: { startLine: line, startColumn: 1, endLine: line + remove, endColumn: 1 },
    ...(insert === '' ? {} : { insertedContent: { text: insert } }),
  }
}
