import { type Cause, causes, type Finding, type Severity, severities } from '../model/finding.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import type { Report } from '../model/report.ts'
import { bySeverity, compareCounts, type SeverityCounts } from './summary.ts'
import { type Cells, cellsOf, columnsOf } from './values.ts'

/** A finding, what each line says of its object, and the findings that follow from it. */
export interface Entry {
  readonly finding: Finding
  /** Null where there is nothing to set side by side: migrations, files, and what differs in its name alone. */
  readonly cells: Cells | null
  readonly parts: readonly Finding[]
}

/** What findings are told under: the line that is out, or the migrations themselves. */
export type Topic = Cause | 'migrations'
const topics: readonly Topic[] = ['migrations', ...causes]

export interface Section {
  readonly topic: Topic
  /** By table, the table with the worst finding first. Each entry with its parts counts. */
  readonly entries: readonly Entry[]
  readonly counts: SeverityCounts
}

/** A report's findings in the order in which a person reads them. */
export interface Outline {
  /** Errors and warnings, the worst topic first; migrations that stop a deploy before all. */
  readonly sections: readonly Section[]
  /** What is cosmetic. */
  readonly infos: readonly Entry[]
}

/**
 * Groups a report's findings by topic, then table, each under the one that explains it.
 * @param shown how many of them, from the first
 */
export function outline(report: Report, shown = report.findings.length): Outline {
  const entries = nest(report.findings.slice(0, shown), report)
  const serious = entries.filter((entry) => worst(entry) !== 'info')
  const sections = topics.flatMap((topic) => {
    const own = byTable(serious.filter(({ finding }) => topicOf(finding) === topic))
    return own.length === 0 ? [] : [{ topic, entries: own, counts: bySeverity(own.flatMap(findingsOf)) }]
  })
  return {
    sections: sections.toSorted((a, b) => urgency(b) - urgency(a) || compareCounts(a.counts, b.counts)),
    infos: entries.filter((entry) => worst(entry) === 'info'),
  }
}

/** All findings of an entry: itself first. */
export function findingsOf({ finding, parts }: Entry): Finding[] {
  return [finding, ...parts]
}

/** Where a finding is told: no line is out by what is said of a migration itself. */
function topicOf({ object, cause }: Finding): Topic {
  return object.kind === 'migration' && cause === 'unknown' ? 'migrations' : cause
}

function urgency({ topic, counts }: Section): number {
  return topic === 'migrations' && counts.error > 0 ? 1 : 0
}

function nest(findings: readonly Finding[], report: Report): Entry[] {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]))
  const partsOf = new Map<Finding, Finding[]>()
  for (const finding of findings) {
    const root = rootOf(finding, byFingerprint)
    partsOf.set(root, [...(partsOf.get(root) ?? []), ...(root === finding ? [] : [finding])])
  }
  return findings.flatMap((finding) => {
    const parts = partsOf.get(finding)
    return parts === undefined ? [] : [{ finding, cells: comparable(finding, report), parts }]
  })
}

/** Follows `partOf` up; a finding whose chain leads back to itself stands for itself. */
function rootOf(finding: Finding, byFingerprint: ReadonlyMap<string, Finding>): Finding {
  const seen = new Set([finding])
  let root = finding
  while (root.partOf !== null) {
    const parent = byFingerprint.get(root.partOf)
    if (parent === undefined) return root
    if (seen.has(parent)) return finding
    seen.add(parent)
    root = parent
  }
  return root
}

function comparable(finding: Finding, report: Report): Cells | null {
  const cells = cellsOf(finding, report)
  return columnsOf([cells]).length > 1 ? cells : null
}

function worst(entry: Entry): Severity {
  const present = new Set(findingsOf(entry).map(({ severity }) => severity))
  return severities.find((severity) => present.has(severity)) ?? 'info'
}

/** Sorts by table, the table with the worst finding first; the worst first within it. */
function byTable(entries: readonly Entry[]): Entry[] {
  const ranked = entries.map((entry) => ({
    entry,
    rank: severities.indexOf(worst(entry)),
    table: tableKey(entry.finding.object),
  }))
  const ranks = new Map<string, number>()
  for (const { table, rank } of ranked) ranks.set(table, Math.min(rank, ranks.get(table) ?? rank))
  const order = [...ranks].toSorted(([, a], [, b]) => a - b).map(([table]) => table)
  const position = new Map(order.map((table, index) => [table, index]))
  return ranked
    .toSorted((a, b) => (position.get(a.table) ?? 0) - (position.get(b.table) ?? 0) || a.rank - b.rank)
    .map(({ entry }) => entry)
}

function tableKey(object: ObjectId): string {
  return objectKey('table' in object ? { kind: 'table', schema: object.schema, name: object.table } : object)
}
