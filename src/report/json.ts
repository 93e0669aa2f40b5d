import type { Attributes } from '../model/catalog.ts'
import type { Finding, Location } from '../model/finding.ts'
import { compareText, type ObjectId } from '../model/object.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { BaselineEntry, BaselineFacts, DatabaseFacts, IgnoredFinding, Report } from '../model/report.ts'

/** The report as JSON, version 1: keys in the order of docs/report.schema.json, attributes sorted by name. */
export function json(report: Report): string {
  return `${JSON.stringify(ordered(report), null, 2)}\n`
}

function ordered({ failure, database, prisma, ...report }: Report): Report {
  return {
    version: report.version,
    status: report.status,
    failure: failure && {
      stage: failure.stage,
      code: failure.code,
      message: failure.message,
      location: failure.location && location(failure.location),
      next: failure.next,
    },
    database: database && databaseFacts(database),
    prisma: prisma && {
      engine: prisma.engine,
      version: prisma.version,
      validate: prisma.validate,
      pullChanges: prisma.pullChanges,
      diffEmpty: prisma.diffEmpty,
      onlyEngine: prisma.onlyEngine,
    },
    findings: report.findings.map(finding),
    ignored: report.ignored.map(ignoredFinding),
    baseline: report.baseline && baselineFacts(report.baseline),
    gaps: report.gaps.map(({ kind, count, message }) => ({ kind, count, message })),
    plan: report.plan && plan(report.plan),
    timings: report.timings.map(({ stage, ms }) => ({ stage, ms })),
  }
}

function databaseFacts({ provider, version, reason, dump }: DatabaseFacts): DatabaseFacts {
  return {
    provider,
    version,
    reason,
    dump: dump && { format: dump.format, version: dump.version, sha256: dump.sha256 },
  }
}

function finding(given: Finding): Finding {
  return {
    rule: given.rule,
    severity: given.severity,
    reason: given.reason,
    object: objectId(given.object),
    production: attributes(given.production),
    history: attributes(given.history),
    declared: attributes(given.declared),
    deployed: attributes(given.deployed),
    cause: given.cause,
    introduced: given.introduced,
    message: given.message,
    consequence: given.consequence,
    location: given.location && location(given.location),
    ...(given.sql !== undefined && { sql: given.sql }),
    partOf: given.partOf,
    fingerprint: given.fingerprint,
  }
}

function ignoredFinding({ by, ...given }: IgnoredFinding): IgnoredFinding {
  return {
    ...finding(given),
    by: {
      kind: by.kind,
      text: by.text,
      location: by.location && location(by.location),
      reason: by.reason,
      owner: by.owner,
      since: by.since,
      expires: by.expires,
    },
  }
}

function baselineFacts({ file, entries, stale, expired }: BaselineFacts): BaselineFacts {
  return { file, entries, stale: stale.map(baselineEntry), expired: expired.map(baselineEntry) }
}

function baselineEntry(entry: BaselineEntry): BaselineEntry {
  return {
    fingerprint: entry.fingerprint,
    rule: entry.rule,
    object: entry.object,
    severity: entry.severity,
    reason: entry.reason,
    owner: entry.owner,
    since: entry.since,
    expires: entry.expires,
  }
}

function plan({ proof, migrations, files, ...given }: Plan): Plan {
  return {
    steps: given.steps.map(step),
    commands: given.commands,
    schemaPatch: given.schemaPatch,
    migrations: migrations.map(({ name, sql, recorded }) => ({ name, sql, recorded })),
    migrationSql: given.migrationSql,
    rollbackSql: given.rollbackSql,
    files: files.map(({ path, content }) => ({ path, content })),
    proof: {
      status: proof.status,
      checks: proof.checks.map(({ name, held, detail, ms }) => ({ name, held, detail, ms })),
      remaining: proof.remaining.map(finding),
      rowsLost: proof.rowsLost,
    },
  }
}

function step({ evidence, ...given }: Step): Step {
  return {
    phase: given.phase,
    direction: given.direction,
    findings: given.findings,
    title: given.title,
    why: given.why,
    sql: given.sql,
    migrations: given.migrations,
    commands: given.commands,
    edits: given.edits.map(({ file, line, remove, insert }) => ({ file, line, remove, insert })),
    hazards: given.hazards,
    lock: given.lock,
    evidence: evidence && {
      rows: evidence.rows,
      breaking: evidence.breaking,
      keys: evidence.keys,
      bytes: evidence.bytes,
    },
  }
}

function objectId(id: ObjectId): ObjectId {
  if ('table' in id) return { kind: id.kind, schema: id.schema, table: id.table, name: id.name }
  if ('schema' in id) return { kind: id.kind, schema: id.schema, name: id.name }
  return { kind: id.kind, name: id.name }
}

function attributes(given: Attributes | null): Attributes | null {
  return given && Object.fromEntries(Object.entries(given).sort(([a], [b]) => compareText(a, b)))
}

function location({ file, line, column }: Location): Location {
  return column === undefined ? { file, line } : { file, line, column }
}
