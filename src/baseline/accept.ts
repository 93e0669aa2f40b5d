import { type Day, isOver } from '../model/day.ts'
import type { Finding } from '../model/finding.ts'
import { findingGlob } from '../model/glob.ts'
import { objectName } from '../model/object.ts'
import type { BaselineEntry, Report } from '../model/report.ts'
import { compareEntries } from './entries.ts'

export interface AcceptRequest {
  /** What new entries say; null: nothing. */
  readonly reason: string | null
  readonly owner: string | null
  /** The last day on which they hold; null: for good. */
  readonly expires: Day | null
  /** Globs of rules or objects; empty: all findings that a baseline is for. */
  readonly only: readonly string[]
  /** Do infos fail the check, so that they are to be accepted as well? */
  readonly infos: boolean
  readonly today: Day
}

/** Why a finding was not accepted: it passes by itself, its entry is over and no new day was given, or it fails nothing. */
export type Left = 'passing' | 'expired' | 'info'

/** What becomes of a baseline. */
export interface Accepted {
  /** All that it holds from now on. */
  readonly entries: readonly BaselineEntry[]
  readonly added: readonly BaselineEntry[]
  /** Those that were over, or whose finding has become graver. */
  readonly renewed: readonly BaselineEntry[]
  /** Those whose finding is gone. */
  readonly dropped: readonly BaselineEntry[]
  readonly left: readonly { readonly finding: Finding; readonly why: Left }[]
}

/** What the next deploy or a mended file takes away; accepted, some of it would hide the next one of its kind. */
const passing: ReadonlySet<string> = new Set([
  'migration-pending',
  'migration-breaks',
  'migration-failed',
  'schema-invalid',
])

/**
 * Accepts the findings of a report: new ones get an entry, those of before keep theirs as they are, and stale ones
 * lose theirs. With `only`, what its globs do not match stays as it was, and stale entries stay too.
 * @param previous the baseline that the report was made with
 */
export function acceptFindings(
  { findings, baseline }: Pick<Report, 'findings' | 'baseline'>,
  previous: readonly BaselineEntry[],
  request: AcceptRequest,
): Accepted {
  const { only, today } = request
  const isNamed = findingGlob(only)
  const known = new Map(previous.map((entry) => [entry.fingerprint, entry]))
  const judged = findings
    .filter((finding) => only.length === 0 || isNamed(finding))
    .map((finding) => {
      const entry = known.get(finding.fingerprint) ?? null
      const why = only.length > 0 ? null : leftOut(finding, request)
      const isLost = entry !== null && isOver(entry.expires, today) && request.expires === null
      return { finding, entry, why: why ?? (isLost ? ('expired' as const) : null) }
    })
  const accepted = judged.flatMap(({ finding, entry, why }) =>
    why === null ? [{ isNew: entry === null, entry: entryOf(finding, entry, request) }] : [],
  )
  const stale = only.length > 0 ? [] : (baseline?.stale ?? [])
  const replaced = new Set(
    [...stale, ...accepted.map(({ entry }) => entry)].map(({ fingerprint }) => fingerprint),
  )
  const kept = previous.filter(({ fingerprint }) => !replaced.has(fingerprint))
  const sorted = (entries: readonly BaselineEntry[]) => entries.toSorted(compareEntries)
  return {
    entries: sorted([...kept, ...accepted.map(({ entry }) => entry)]),
    added: sorted(accepted.flatMap(({ isNew, entry }) => (isNew ? [entry] : []))),
    renewed: sorted(accepted.flatMap(({ isNew, entry }) => (isNew ? [] : [entry]))),
    dropped: sorted(stale),
    left: judged.flatMap(({ finding, why }) => (why === null ? [] : [{ finding, why }])),
  }
}

function leftOut({ rule, severity }: Finding, { infos }: AcceptRequest): Left | null {
  if (passing.has(rule)) return 'passing'
  return severity === 'info' && !infos ? 'info' : null
}

/** A new entry, or the one of before with today's severity and what the request says anew. */
function entryOf(
  { fingerprint, rule, object, severity }: Finding,
  entry: BaselineEntry | null,
  { reason, owner, expires, today }: AcceptRequest,
): BaselineEntry {
  return {
    fingerprint,
    rule,
    object: objectName(object),
    severity,
    reason: reason ?? entry?.reason ?? null,
    owner: owner ?? entry?.owner ?? null,
    since: entry === null ? today : entry.since,
    expires: expires ?? entry?.expires ?? null,
  }
}
