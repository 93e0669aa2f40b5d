import { existsSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { Failure } from '../model/failure.ts'
import type { Location } from '../model/finding.ts'

/** One key of the config file, as it is written. */
export interface FileEntry {
  readonly key: string
  /** Scalars as texts (`15` and `"15"` are the same), in lists and maps too. */
  readonly value: unknown
  readonly location: Location
  /** The place of what lies within the value, by keys and indexes; of what is not there, that of what should hold it. */
  readonly locate: (path: readonly PropertyKey[]) => Location
}

const wellKnown = ['.github/schema-drift.yml', 'schema-drift.yml']

/**
 * Finds the config file: the one named, else the well-known ones in the working directory, then where the
 * program was started.
 * @returns its absolute path; null when there is none
 * @throws Failure `config-invalid` when the one named is not there
 */
export function findConfigFile(named: string | null, workingDirectory: string, cwd: string): string | null {
  if (named === null)
    return (
      [workingDirectory, cwd]
        .flatMap((directory) => wellKnown.map((name) => resolve(directory, name)))
        .find((path) => existsSync(path)) ?? null
    )
  const path = resolve(workingDirectory, named)
  if (existsSync(path)) return path
  throw invalid(`\`config\` names ${named}, and there is no such file in ${workingDirectory}.`, null, [
    'Correct the path; it is relative to the working directory.',
  ])
}

/**
 * Reads a config file and keeps the line of each key.
 * @param path absolute
 * @throws Failure `config-invalid` with the line where it is not YAML or not a map
 */
export function readConfigFile(path: string, workingDirectory: string): readonly FileEntry[] {
  const file = relative(workingDirectory, path).replaceAll('\\', '/')
  const lines = new LineCounter()
  const document = parseDocument(readText(path, file), { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) {
    const location = at(error.pos[0])
    throw invalid(`${file}:${location.line} is not valid YAML: ${error.message}.`, location, [
      'Correct this line.',
    ])
  }
  const root = document.contents
  if (root === null) return []
  if (!isMap(root))
    throw invalid(`${file} must hold options as \`name: value\`, one a line.`, at(root.range?.[0] ?? 0), [
      'Write for example `dump: production.dump`.',
    ])
  const resolve = (alias: Alias): unknown => {
    const node = alias.resolve(document)
    if (node !== undefined) return node
    const location = at(alias.range?.[0] ?? 0)
    const message = `${file}:${location.line} refers to \`${alias.source}\`, and no \`&${alias.source}\` stands above it.`
    throw invalid(message, location, [
      `Put a text that begins with \`*\` into quotes: \`'*${alias.source}'\`.`,
    ])
  }
  return root.items.map(({ key, value }) => {
    const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0
    const locate = (path: readonly PropertyKey[]): Location => {
      const range = path.length === 0 ? null : rangeOf(document.getIn([key, ...path], true))
      if (range !== null) return at(range)
      return path.length === 0 ? at(offset) : locate(path.slice(0, -1))
    }
    return { key: String(key), value: plainValue(value, resolve), location: at(offset), locate }
  })
}

function plainValue(node: unknown, resolve: (alias: Alias) => unknown): unknown {
  if (isScalar(node)) return typeof node.value === 'string' ? node.value : (node.source ?? '')
  if (isAlias(node)) return plainValue(resolve(node), resolve)
  if (isSeq(node)) return node.items.map((item) => plainValue(item, resolve))
  if (!isMap(node)) return node
  return Object.fromEntries(
    node.items.map(({ key, value }) => [String(plainValue(key, resolve)), plainValue(value, resolve)]),
  )
}

function rangeOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw invalid(`${file} cannot be read (${why}).`, null, ['Give `config` a file that can be read.'])
  }
}

function invalid(message: string, location: Location | null, next: readonly string[]): Failure {
  return new Failure({ stage: 'config', code: 'config-invalid', message, location, next })
}
