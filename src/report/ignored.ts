import { compareText, objectName } from '../model/object.ts'
import type { BaselineEntry, BaselineFacts, Report } from '../model/report.ts'
import { bySeverity, countsPhrase, plural } from './summary.ts'

/** What one rule of the config, or entries of the baseline that say the same, keep out of the verdict. */
export interface IgnoredGroup {
  /** As in `baseline: agreed with the DBA (ana), until 2027-01-31`. */
  readonly by: string
  /** The objects with their rules, from the first. */
  readonly named: readonly NamedFinding[]
  readonly more: number
}

export interface NamedFinding {
  readonly object: string
  readonly rule: string
}

/** How many names, and how many lists of them, a reader wants to see at once; the JSON report has all. */
const brief = 10

/** `12 findings are ignored (3 errors, 9 warnings): 10 by the baseline, 2 by the config`; null where none is. */
export function ignoredPhrase({ ignored }: Report): string | null {
  if (ignored.length === 0) return null
  const byBaseline = ignored.filter(({ by }) => by.kind === 'baseline').length
  const shares = [
    ...(byBaseline === 0 ? [] : [`${byBaseline} by the baseline`]),
    ...(byBaseline === ignored.length ? [] : [`${ignored.length - byBaseline} by the config`]),
  ]
  const verb = ignored.length === 1 ? 'is' : 'are'
  const counts = countsPhrase(bySeverity(ignored))
  return `${plural(ignored.length, 'finding')} ${verb} ignored (${counts}): ${shares.join(', ')}`
}

/**
 * What is ignored, by what ignores it.
 * @param most how many groups, and how many names in each
 * @returns with the number of findings in the groups that are left out
 */
export function ignoredGroups(
  { ignored }: Report,
  most = brief,
): { readonly groups: readonly IgnoredGroup[]; readonly more: number } {
  const byText = new Map<string, NamedFinding[]>()
  for (const { by, object, rule } of ignored)
    byText.set(by.text, [...(byText.get(by.text) ?? []), { object: objectName(object), rule }])
  const all = [...byText].sort(([a], [b]) => compareText(a, b))
  const groups = all.slice(0, most).map(([by, findings]) => ({ by, ...first(findings, most) }))
  return { groups, more: all.slice(most).reduce((sum, [, findings]) => sum + findings.length, 0) }
}

/** Something to do about the baseline: a sentence in the notation of messages, and the entries it is about. */
export interface Upkeep {
  readonly message: string
  readonly named: readonly NamedFinding[]
  readonly more: number
  readonly next: string
}

/** What in the baseline needs a hand. */
export function baselineUpkeep({ baseline }: Report): readonly Upkeep[] {
  if (baseline === null) return []
  return [...stale(baseline), ...expired(baseline)]
}

function stale({ file, stale: entries }: BaselineFacts): Upkeep[] {
  if (entries.length === 0) return []
  const [verb, theirs] = entries.length === 1 ? ['is', 'its finding is'] : ['are', 'their findings are']
  return [
    {
      message: `${plural(entries.length, 'entry', 'entries')} of \`${file}\` ${verb} stale, as ${theirs} gone`,
      ...first(entries),
      next: 'Run `prisma-schema-drift baseline` with the options of this check: it drops what is stale.',
    },
  ]
}

function expired({ file, expired: entries }: BaselineFacts): Upkeep[] {
  if (entries.length === 0) return []
  const [verb, theirs] = entries.length === 1 ? ['is', 'its finding counts'] : ['are', 'their findings count']
  return [
    {
      message: `${plural(entries.length, 'entry', 'entries')} of \`${file}\` ${verb} over, and ${theirs} again`,
      ...first(entries),
      next: 'Mend what they accepted, or accept it anew with `prisma-schema-drift baseline --expires DATE`.',
    },
  ]
}

function first(findings: readonly (NamedFinding | BaselineEntry)[], most = brief) {
  const named = findings.slice(0, most).map(({ object, rule }) => ({ object, rule }))
  return { named, more: findings.length - named.length }
}
