import type { Finding } from '../../model/finding.ts'
import { objectName } from '../../model/object.ts'
import type { Report } from '../../model/report.ts'
import { clip } from '../prose.ts'

/** How much markdown a place takes, and how it counts. */
export interface Limit {
  readonly size: number
  readonly unit: 'characters' | 'bytes'
}

/** https://docs.github.com/rest/issues/comments: a body holds 65,536 characters, counted as code points. */
export const commentLimit: Limit = { size: 65_536, unit: 'characters' }

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#job-summary-limits */
export const summaryLimit: Limit = { size: 1024 * 1024, unit: 'bytes' }

/** The size of a text in a limit's own unit. */
export function sizeOf(markdown: string, unit: Limit['unit']): number {
  if (unit === 'bytes') return new TextEncoder().encode(markdown).byteLength
  let size = 0
  for (const _ of markdown) size += 1
  return size
}

/**
 * The hidden first line by which a comment is found again. Different keys make different markers, none the
 * beginning of another, and no key can end the HTML comment it stands in.
 * @param about what one of several comments with this key is for, in letters, digits, commas and blanks
 */
export function markerFor(key: string, about = ''): string {
  return `<!-- prisma-schema-drift:${escapeKey(key)}${about === '' ? '' : ` ${about}`} -->`
}

/** The drift that an earlier comment reported. */
export interface PreviousFindings {
  /** How many findings; at least one. */
  readonly total: number
  /** The first of them: rule and object's name. */
  readonly first: readonly (readonly [rule: string, object: string])[]
}

const remembered = 20

/**
 * The hidden last line from which a later run knows what has been resolved: the drift of this report, else the
 * one remembered so far, so that `resolved` stays true however often the check runs again.
 */
export function memoryLine({ status, findings }: Report, previous: PreviousFindings | null): string {
  const memory =
    status === 'drift' ? memoryOf(findings.filter(({ severity }) => severity !== 'info')) : previous
  return `<!-- drift:${Buffer.from(JSON.stringify(memory), 'utf8').toString('base64')} -->`
}

/** The drift that a comment of ours remembers; null where there was none. */
export function previousFindings(body: string): PreviousFindings | null {
  const encoded = /<!-- drift:([A-Za-z0-9+/=]+) -->\s*$/.exec(body)?.[1]
  if (encoded === undefined) return null
  const memory = parse(encoded)
  return isPrevious(memory) ? memory : null
}

function isPrevious(value: unknown): value is PreviousFindings {
  if (typeof value !== 'object' || value === null || !('total' in value) || !('first' in value)) return false
  const { total, first } = value
  return (
    typeof total === 'number' &&
    total > 0 &&
    Array.isArray(first) &&
    first.every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((word) => typeof word === 'string'),
    )
  )
}

/** Null for what is not JSON: a comment that somebody edited says nothing. */
function parse(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
  } catch {
    return null
  }
}

function memoryOf(findings: readonly Finding[]): PreviousFindings {
  const first = findings
    .slice(0, remembered)
    .map(({ rule, object }) => [rule, clip(objectName(object), 100)] as const)
  return { total: findings.length, first }
}

/** Percent-encodes all but letters, digits, `.`, `_` and a lone `-`. */
function escapeKey(key: string): string {
  return [...new TextEncoder().encode(key)]
    .map((byte) => String.fromCharCode(byte))
    .join('')
    .replace(
      /[^\w.-]|(?<=-)-/g,
      (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
}
