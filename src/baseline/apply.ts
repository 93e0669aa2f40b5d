import type { IgnoreRule, SeverityRule } from '../config/config.ts'
import { type Day, isOver } from '../model/day.ts'
import { compareFindings, type Finding, severities, sumsUp } from '../model/finding.ts'
import { objectGlob, ruleGlob } from '../model/glob.ts'
import type { Acceptance, BaselineEntry, BaselineFacts, IgnoredFinding } from '../model/report.ts'
import { compareEntries } from './entries.ts'
import type { Baseline, LocatedEntry } from './read.ts'

/** What a team has said about findings it knows of. */
export interface Policy {
  readonly severity: readonly SeverityRule[]
  readonly ignore: readonly IgnoreRule[]
  readonly baseline: Baseline | null
  readonly today: Day
}

export interface Applied {
  readonly findings: readonly Finding[]
  readonly ignored: readonly IgnoredFinding[]
  readonly baseline: BaselineFacts | null
}

/**
 * Applies what a team has said about findings: first other severities, then the config's `ignore`, then the
 * baseline. What held until a day that is over, and what the baseline accepts as less grave than it is, stays a
 * finding and says so. A finding that follows from an ignored one is judged for itself; one that only sums up others
 * is ignored when all of these are.
 * @returns both lists in the order of a report
 */
export function applyPolicy(found: readonly Finding[], policy: Policy): Applied {
  const { today, baseline } = policy
  const graders = policy.severity.map((rule) => ({ rule, matches: matcher(rule) }))
  const ignoring = policy.ignore.map((rule) => ({ rule, matches: matcher(rule) }))
  const entries = new Map(baseline?.entries.map((entry) => [entry.fingerprint, entry]))
  const findings: Finding[] = []
  const ignored: IgnoredFinding[] = []
  for (const each of found) {
    const finding = regraded(each, graders.findLast(({ matches }) => matches(each))?.rule)
    const rules = ignoring.filter(({ matches }) => matches(finding)).map(({ rule }) => rule)
    const rule = rules.find(({ expires }) => !isOver(expires, today))
    const entry = entries.get(finding.fingerprint)
    const refusal = entry && refusalOf(entry, finding, today)
    if (rule !== undefined) ignored.push({ ...finding, by: ignoredBy(rule) })
    else if (entry !== undefined && refusal === null) ignored.push({ ...finding, by: acceptedBy(entry) })
    else findings.push(withNotes(finding, [...rules.map(ignoredUntil), ...(refusal ? [refusal] : [])]))
  }
  const emptied = findings.flatMap((finding) => withItsParts(finding, findings, ignored))
  const left = findings.filter(({ fingerprint }) => !emptied.some((each) => each.fingerprint === fingerprint))
  return {
    findings: left.sort(compareFindings),
    ignored: [...ignored, ...emptied].sort(compareFindings),
    baseline: baseline && factsOf(baseline, found, left, today),
  }
}

/** A finding that sums up others, as ignored by what ignores the first of them, where none of them is left. */
function withItsParts(
  finding: Finding,
  findings: readonly Finding[],
  ignored: readonly IgnoredFinding[],
): readonly IgnoredFinding[] {
  const isPart = ({ partOf }: Finding) => partOf === finding.fingerprint
  const [first] = ignored.filter(isPart)
  if (!sumsUp(finding) || first === undefined || findings.some(isPart)) return []
  return [{ ...finding, by: first.by }]
}

/** Does a rule of the config speak of a finding? */
function matcher({ rule, object }: Pick<IgnoreRule, 'rule' | 'object'>): (finding: Finding) => boolean {
  const isRule = rule === null ? () => true : ruleGlob(rule)
  const isObject = object === null ? () => true : objectGlob(object)
  return (finding) => isRule(finding.rule) && isObject(finding.object)
}

function regraded(finding: Finding, rule: SeverityRule | undefined): Finding {
  if (rule === undefined || rule.severity === finding.severity) return finding
  return { ...finding, severity: rule.severity, reason: `the config sets it to ${rule.severity}` }
}

/** Why an entry does not accept its finding, as a sentence; null when it does. */
function refusalOf(entry: BaselineEntry, { severity }: Finding, today: Day): string | null {
  const { expires, severity: accepted } = entry
  if (isOver(expires, today)) return `The baseline accepted it until ${expires}${because(entry)}.`
  return accepted !== null && severities.indexOf(severity) < severities.indexOf(accepted)
    ? `The baseline accepted it as ${accepted}, and it is graver now.`
    : null
}

function ignoredUntil(rule: IgnoreRule): string {
  return `The config ignored it until ${rule.expires}${because(rule)}.`
}

function withNotes(finding: Finding, notes: readonly string[]): Finding {
  return notes.length === 0 ? finding : { ...finding, message: [finding.message, ...notes].join(' ') }
}

type Reasons = Pick<BaselineEntry, 'reason' | 'owner' | 'expires'>

/** ` (agreed with the DBA, ana)`; '' where nobody said anything. */
function because({ reason, owner }: Reasons): string {
  const said = [reason, owner].filter((text) => text !== null)
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

function ignoredBy({ rule, object, location, reason, owner, expires }: IgnoreRule): Acceptance {
  const globs = [rule, object].filter((glob) => glob !== null).join(' on ')
  const text = inWords(`ignore ${globs}`, { reason, owner, expires })
  return { kind: 'ignore', text, location, reason, owner, since: null, expires }
}

function acceptedBy({ location, reason, owner, since, expires }: LocatedEntry): Acceptance {
  const text = inWords('baseline', { reason, owner, expires })
  return { kind: 'baseline', text, location, reason, owner, since, expires }
}

/** `baseline: agreed with the DBA (ana), until 2027-01-31` */
function inWords(what: string, { reason, owner, expires }: Reasons): string {
  const said = [...(reason === null ? [] : [reason]), ...(owner === null ? [] : [`(${owner})`])].join(' ')
  return `${what}${said === '' ? '' : `: ${said}`}${expires === null ? '' : `, until ${expires}`}`
}

/** Where the schema does not validate much is not found, so that no entry is known to be stale. */
function factsOf(
  { file, entries }: Baseline,
  found: readonly Finding[],
  findings: readonly Finding[],
  today: Day,
): BaselineFacts {
  const there = new Set(found.map(({ fingerprint }) => fingerprint))
  const open = new Set(findings.map(({ fingerprint }) => fingerprint))
  const blind = found.some(({ rule }) => rule === 'schema-invalid')
  const told = entries.toSorted(compareEntries)
  return {
    file,
    entries: entries.length,
    stale: told.filter(({ fingerprint }) => !blind && !there.has(fingerprint)).map(withoutLocation),
    expired: told
      .filter(({ fingerprint, expires }) => open.has(fingerprint) && isOver(expires, today))
      .map(withoutLocation),
  }
}

function withoutLocation({ location: _, ...entry }: LocatedEntry): BaselineEntry {
  return entry
}
