import type {
  Log,
  LogicalLocation,
  Notification,
  ReportingDescriptor,
  Result,
  Location as SarifLocation,
} from 'sarif'
import type { Finding, Location, Severity } from '../model/finding.ts'
import { compareText, type ObjectId, objectName } from '../model/object.ts'
import type { Report, ReportFailure } from '../model/report.ts'
import { encodePath, repositoryPath, ruleUrl } from './links.ts'
import type { RenderOptions } from './options.ts'
import { visible } from './prose.ts'
import { ruleTitle } from './rule-words.ts'
import { fixesOf } from './sarif/fixes.ts'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  Result.level
>

/**
 * The report as SARIF 2.1.0 for GitHub's code scanning: https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 * What is ignored is there as suppressed, but not for code scanning, which opens an alert for it all the same.
 * A finding without a place of its own points at the schema file, as code scanning takes no result without one. A
 * check that could not be done has no results and an unsuccessful invocation: it is not to be uploaded, as that
 * would close the alerts that are open. What the plan edits for a finding is its fix.
 */
export function sarif(report: Report, options: RenderOptions = {}): string {
  const ignored = options.codeScanning === true ? [] : report.ignored
  const told = [...report.findings, ...ignored]
  const fixes = fixesOf(report.plan, options)
  const rules = [...new Set(told.map(({ rule }) => rule))].sort(compareText)
  const resultOf = (finding: Finding): Result => {
    const own = fixes.get(finding.fingerprint)
    return {
      ...result(finding, rules.indexOf(finding.rule), options),
      ...(own === undefined ? {} : { fixes: [...own] }),
    }
  }
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'prisma-schema-drift',
            ...(options.version === undefined ? {} : { semanticVersion: options.version }),
            rules: rules.map((rule) => ruleDescriptor(rule, told, options)),
          },
        },
        automationDetails: { id: `prisma-schema-drift/${options.directory ?? ''}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: report.failure === null,
            ...(report.failure === null
              ? {}
              : { toolExecutionNotifications: [notification(report.failure, options)] }),
          },
        ],
        results: [
          ...report.findings.map((finding) => resultOf(finding)),
          ...ignored.map((finding) => ({
            ...resultOf(finding),
            suppressions: [
              {
                kind: 'external' as const,
                status: 'accepted' as const,
                justification: messageText(finding.by.text),
              },
            ],
          })),
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleDescriptor(
  rule: string,
  findings: readonly Finding[],
  options: RenderOptions,
): ReportingDescriptor {
  const title = ruleTitle(rule)
  const url = ruleUrl(rule, options)
  const first = findings.find((finding) => finding.rule === rule)
  const level = levels[first?.severity ?? 'warning']
  const more = `Run \`prisma-schema-drift explain ${rule}\` for what it means, why it bites and how to fix it`
  return {
    id: rule,
    name: rule.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: {
      text: `${title} ${more}${url === null ? '.' : `, or see ${url}`}`,
      markdown: `${title} ${more}${url === null ? '.' : `, or [read about it](${url}).`}`,
    },
    ...(url === null ? {} : { helpUri: url }),
    defaultConfiguration: { level },
    properties: {
      tags: ['schema-drift', 'prisma', 'postgresql'],
      precision: 'very-high',
      'problem.severity': severityOf(level),
    },
  }
}

/** As code scanning calls them. */
function severityOf(level: Result.level): string {
  return level === 'note' ? 'recommendation' : level
}

function result(finding: Finding, ruleIndex: number, options: RenderOptions): Result {
  const { rule, severity, message, consequence, fingerprint, cause, introduced, partOf } = finding
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: messageText(`${message} ${consequence}`.trim()) },
    locations: [resultLocation(finding, options)],
    ...(introduced === null ? {} : { baselineState: introduced ? 'new' : 'unchanged' }),
    // The only one that code scanning reads is the first: a hash and which one of its kind it is.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'prismaSchemaDrift/v1': fingerprint },
    properties: { cause, introduced, partOf },
  }
}

function resultLocation({ object, location }: Finding, options: RenderOptions): SarifLocation {
  const fallback = options.schemaFile === undefined ? null : { file: options.schemaFile, line: 1 }
  const physical =
    (location && physicalLocation(location, options)) ?? (fallback && physicalLocation(fallback, options))
  return {
    ...(physical === null ? {} : { physicalLocation: physical }),
    logicalLocations: [logicalLocation(object)],
  }
}

/** Null for a file outside of the repository. */
function physicalLocation(
  { file, line, column }: Location,
  options: RenderOptions,
): SarifLocation['physicalLocation'] | null {
  const path = repositoryPath(file, options)
  if (path === null) return null
  return {
    artifactLocation: { uri: encodePath(path), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
  }
}

function logicalLocation(object: ObjectId): LogicalLocation {
  return { name: visible(object.name), fullyQualifiedName: visible(objectName(object)), kind: object.kind }
}

function notification(
  { stage, code, message, location, next }: ReportFailure,
  options: RenderOptions,
): Notification {
  const place = location && physicalLocation(location, options)
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: messageText([message, ...next].join(' ')) },
    ...(place === null || place === undefined ? {} : { locations: [{ physicalLocation: place }] }),
    properties: { stage },
  }
}

/** Plain text in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6). */
function messageText(text: string): string {
  return visible(text)
    .replace(/\[(?=[^\]]*\]\()/g, '\\[')
    .replace(/\{(\d+)\}/g, '{{$1}}')
}
