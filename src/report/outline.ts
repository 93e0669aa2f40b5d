import { type Cause, causes, type Finding, type Severity, severities, sumsUp } from '../model/finding.ts'
import { type ObjectId, objectKey } from '../model/object.ts'
import type { Report } from '../model/report.ts'
import { bySeverity, compareCounts, introducedFirst, type SeverityCounts } from './summary.ts'
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

/** Since when there is a finding; null where that is not known, or all of them are the one or the other. */
export type Since = 'introduced' | 'before' | null

export interface Section {
  readonly topic: Topic
  readonly since: Since
  /** By table, the table with the worst finding first. Each entry with its parts counts. */
  readonly entries: readonly Entry[]
  readonly counts: SeverityCounts
}

/** A report's findings in the order in which a person reads them. */
export interface Outline {
  /**
   * Errors and warnings: what the change introduced before what was there; of each the worst topic first, and
   * migrations that stop a deploy before all.
   */
  readonly sections: readonly Section[]
  /** What is cosmetic. */
  readonly infos: readonly Entry[]
}

/**
 * Groups a report's findings by whether the change introduced them, by topic, then table, each under the one that
 * explains it.
 * @param shown how many of them, from the first of `introducedFirst`
 */
export function outline(report: Report, shown = report.findings.length): Outline {
  const parts = inParts(introducedFirst(report.findings).slice(0, shown), report)
  const nested = parts.map(({ since, findings }) => ({ since, entries: nest(findings, report) }))
  return {
    sections: nested.flatMap(({ since, entries }) => sectionsOf(entries, since)),
    infos: nested.flatMap(({ entries }) => entries.filter((entry) => worst(entry) === 'info')),
  }
}

interface Part {
  readonly since: Since
  readonly findings: readonly Finding[]
}

/** What was introduced and what was there before, where there is some of both among what is no info. */
function inParts(findings: readonly Finding[], report: Report): readonly Part[] {
  const wasThere = ({ introduced }: Finding) => introduced === false
  const kinds = new Set(report.findings.filter(({ severity }) => severity !== 'info').map(wasThere))
  const isMixed = kinds.size > 1
  return [
    { since: isMixed ? 'introduced' : null, findings: findings.filter((finding) => !wasThere(finding)) },
    { since: isMixed ? 'before' : null, findings: findings.filter(wasThere) },
  ]
}

function sectionsOf(entries: readonly Entry[], since: Since): readonly Section[] {
  const serious = entries.filter((entry) => worst(entry) !== 'info')
  const sections = topics.flatMap((topic) => {
    const own = byTable(serious.filter(({ finding }) => topicOf(finding) === topic))
    return own.length === 0
      ? []
      : [{ topic, since, entries: own, counts: bySeverity(own.flatMap(findingsOf)) }]
  })
  return sections.toSorted((a, b) => urgency(b) - urgency(a) || compareCounts(a.counts, b.counts))
}

/** How many findings a topic has, and how many of these the change introduced. */
export interface TopicCounts {
  readonly topic: Topic
  readonly counts: SeverityCounts
  readonly introduced: number
}

/** The topics of all sections, the worst first. */
export function topicCounts(sections: readonly Section[]): readonly TopicCounts[] {
  const counted = topics.flatMap((topic) => {
    const findings = sections
      .filter((section) => section.topic === topic)
      .flatMap(({ entries }) => entries.flatMap(findingsOf))
    const introduced = findings.filter((finding) => finding.introduced === true).length
    return findings.length === 0 ? [] : [{ topic, counts: bySeverity(findings), introduced }]
  })
  return counted.toSorted((a, b) => urgency(b) - urgency(a) || compareCounts(a.counts, b.counts))
}

/** The sections with what stands over them: those introduced, then those there before; one part where all are alike. */
export function bySince(sections: readonly Section[]): readonly {
  readonly since: Since
  readonly counts: SeverityCounts
  readonly sections: readonly Section[]
}[] {
  return (['introduced', 'before', null] as const).flatMap((since) => {
    const own = sections.filter((section) => section.since === since)
    const findings = own.flatMap(({ entries }) => entries.flatMap(findingsOf))
    return own.length === 0 ? [] : [{ since, counts: bySeverity(findings), sections: own }]
  })
}

/** All findings of an entry: itself first. */
export function findingsOf({ finding, parts }: Entry): Finding[] {
  return [finding, ...parts]
}

/**
 * Where a finding is told: no line is out by what is said of a migration itself, and one that is missing for several
 * reasons is missing in the history.
 */
function topicOf(finding: Finding): Topic {
  const { object, cause } = finding
  if (sumsUp(finding) && cause === 'several') return 'history'
  return object.kind === 'migration' && cause === 'unknown' ? 'migrations' : cause
}

function urgency({ topic, counts }: Pick<Section, 'topic' | 'counts'>): number {
  return topic === 'migrations' && counts.error > 0 ? 1 : 0
}

function nest(findings: readonly Finding[], report: Report): Entry[] {
  const parentOf = parentsAmong(findings)
  const partsOf = new Map<Finding, Finding[]>()
  for (const finding of findings) {
    const root = rootOf(finding, parentOf)
    partsOf.set(root, [...(partsOf.get(root) ?? []), ...(root === finding ? [] : [finding])])
  }
  return findings.flatMap((finding) => {
    const parts = partsOf.get(finding)
    return parts === undefined ? [] : [{ finding, cells: comparable(finding, report), parts }]
  })
}

type ParentOf = (finding: Finding) => Finding | undefined

/** Up `partOf`; and what is said for information of a migration of which something graver is said belongs to that. */
function parentsAmong(findings: readonly Finding[]): ParentOf {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]))
  const graver = findings.filter(({ object, severity }) => object.kind === 'migration' && severity !== 'info')
  const byMigration = new Map(graver.map((finding) => [finding.object.name, finding]))
  return ({ partOf, object, severity }) => {
    if (partOf !== null) return byFingerprint.get(partOf)
    return object.kind === 'migration' && severity === 'info' ? byMigration.get(object.name) : undefined
  }
}

/** Goes up, but not to what only sums up: its parts say more. A finding whose chain leads back to itself stands for itself. */
function rootOf(finding: Finding, parentOf: ParentOf): Finding {
  const seen = new Set([finding])
  let root = finding
  for (let parent = parentOf(root); parent !== undefined && !sumsUp(parent); parent = parentOf(root)) {
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
