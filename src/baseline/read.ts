import { readFileSync } from 'node:fs'
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Config } from '../config/config.ts'
import { nearest } from '../config/nearest.ts'
import { Failure } from '../model/failure.ts'
import type { Location } from '../model/finding.ts'
import { relativePath } from '../model/path.ts'
import type { BaselineEntry } from '../model/report.ts'
import { entryKeys, entryShape } from './entries.ts'

export interface LocatedEntry extends BaselineEntry {
  readonly location: Location
}

/** The baseline as it is written. */
export interface Baseline {
  /** Relative to the working directory, with `/`. */
  readonly file: string
  readonly text: string
  readonly entries: readonly LocatedEntry[]
}

/**
 * Reads the baseline.
 * @returns null where there is none and none was named
 * @throws Failure `input-missing` where the one named is not there, `baseline-invalid` with the line where it
 * cannot be read
 */
export function readBaseline({ baseline, workingDirectory }: Config): Baseline | null {
  const file = relativePath(workingDirectory, baseline.path)
  const content = readText(baseline.path, file)
  if (content !== null) return { file, text: content, entries: parseEntries(content, file) }
  if (!baseline.named) return null
  throw new Failure({
    stage: 'config',
    code: 'input-missing',
    message: `\`baseline\` names ${file}, and there is no such file.`,
    next: [
      'Make it with `prisma-schema-drift baseline`, or correct the path; it is relative to the working directory.',
    ],
  })
}

/**
 * The entries of a baseline.
 * @param file how it is called in what is thrown
 * @throws Failure `baseline-invalid` at the first line that cannot be
 */
export function parseEntries(content: string, file: string): readonly LocatedEntry[] {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Location => ({ file, line: lines.linePos(offset).line })
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) throw invalid(at(error.pos[0]), `is not valid YAML: ${error.message}`)
  if (document.contents === null) return []
  const list = isMap(document.contents) ? document.get('findings', true) : undefined
  const items =
    list === undefined ? null : isSeq(list) ? list.items : isScalar(list) && list.value === null ? [] : null
  if (items === null) throw invalid(at(0), 'must hold a list `findings`')
  const entries = items.map((item): LocatedEntry => {
    const location = at(isNode(item) ? (item.range?.[0] ?? 0) : 0)
    const parsed = entryShape.safeParse(isMap(item) ? valuesOf(item) : null)
    if (parsed.success) return { ...parsed.data, location }
    const [issue] = parsed.error.issues
    throw invalid(location, issue === undefined ? 'is no entry' : problemOf(issue))
  })
  const known = new Map<string, LocatedEntry>()
  for (const each of entries) {
    const first = known.get(each.fingerprint)
    if (first !== undefined)
      throw invalid(
        each.location,
        `has the fingerprint \`${each.fingerprint}\` of line ${first.location.line} again`,
      )
    known.set(each.fingerprint, each)
  }
  return entries
}

/** Scalars as texts: a fingerprint may look like a number. */
function valuesOf(map: { readonly items: readonly { readonly key: unknown; readonly value: unknown }[] }) {
  const textOf = (node: unknown): unknown => {
    if (!isScalar(node)) return node
    if (node.value === null) return null
    return typeof node.value === 'string' ? node.value : node.source
  }
  return Object.fromEntries(map.items.map(({ key, value }) => [String(key), textOf(value)]))
}

function problemOf(issue: z.core.$ZodIssue): string {
  const [key] = issue.path
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    const meant = nearest(unknown, entryKeys)
    return `has the key \`${unknown}\`, which is none${meant === null ? '' : `; did you mean \`${meant}\`?`}`
  }
  if (key === undefined) return 'is no map of an entry’s keys'
  return issue.code === 'invalid_type'
    ? `needs \`${String(key)}\`, a text`
    : `needs as \`${String(key)}\` ${issue.message}`
}

function readText(path: string, file: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'ENOENT') return null
    throw new Failure({
      stage: 'config',
      code: 'baseline-invalid',
      message: `${file} cannot be read (${code}).`,
      next: ['Give `baseline` a file that can be read.'],
    })
  }
}

function invalid(location: Location, what: string): Failure {
  return new Failure({
    stage: 'config',
    code: 'baseline-invalid',
    message: `${location.file}:${location.line} ${what.replace(/[.?]?$/, (end) => (end === '?' ? '?' : '.'))}`,
    location,
    next: ['Correct this line; `prisma-schema-drift baseline` writes the file anew from a valid one.'],
  })
}
