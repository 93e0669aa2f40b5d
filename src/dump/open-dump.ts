import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import type { Config } from '../config/config.ts'
import { Failure } from '../model/failure.ts'
import type { StageLog } from '../progress/progress.ts'
import { download } from './download.ts'
import type { Dump } from './dump.ts'
import { errorCode, inputMissing } from './failures.ts'
import { type Found, findDump } from './find-dump.ts'
import { hashFile } from './hash.ts'
import { openProduction } from './production.ts'

export interface OpenRequest {
  readonly config: Pick<Config, 'dump' | 'dumpSha256' | 'workingDirectory'>
  readonly signal: AbortSignal
  readonly log: StageLog
}

/**
 * Recognises the dump by its content, never by its name. Reads no more than the head of a local file, unless its
 * hash is to be checked or it is a tar around a dump; fetches an `https:` dump whole.
 * @returns null for `none`.
 * @throws Failure of stage `restore`: `input-missing`, `dump-unrecognised`, `dump-truncated`,
 * `dump-hash-mismatch`, `dump-download-failed`, `production-unreachable`.
 */
export async function openDump({ config, signal, log }: OpenRequest): Promise<Dump | null> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(config.dump)?.[1]?.toLowerCase()
  if (config.dump === 'none') return null
  if (scheme === 'postgres' || scheme === 'postgresql') return openProduction(config, { signal, log })
  const temporary = temporaryFolder()
  try {
    const given =
      scheme === undefined ? await localFile(config) : await fetched(config.dump, temporary.path, signal, log)
    const sha256 = await checkHash(given, config.dumpSha256)
    const found = await findDump(given.path, given.name, temporary.path)
    const dump = describe(found, { ...given, sha256: sha256 ?? found.sha256 }, temporary.remove)
    log.note(
      `${given.name} is a ${dump.format} dump${dump.version === null ? '' : ` of PostgreSQL ${dump.version}`}.`,
    )
    return dump
  } catch (error) {
    await temporary.remove()
    throw error
  }
}

interface Given {
  readonly path: string
  readonly name: string
  readonly file: string | null
  /** Null where it is not known yet. */
  readonly sha256: string | null
}

function describe(found: Found, { name, file, sha256 }: Given, close: () => Promise<void>): Dump {
  const { version, major, source } = found
  const format = source.kind === 'directory' ? 'directory' : source.format
  return { format, version, major, name, file, sha256, source, close }
}

async function localFile({ dump, workingDirectory }: OpenRequest['config']): Promise<Given> {
  const path = resolve(workingDirectory, dump)
  try {
    await stat(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error
    throw inputMissing(
      dump,
      `there is no such dump in ${workingDirectory}`,
      [
        'Give the path relative to the working directory.',
        'See that the step which makes or fetches the dump runs before the check.',
      ],
      error,
    )
  }
  const inside = relative(workingDirectory, path).split(sep).join('/')
  return { path, name: dump, file: inside, sha256: null }
}

async function fetched(
  url: string,
  folder: () => Promise<string>,
  signal: AbortSignal,
  log: StageLog,
): Promise<Given> {
  const path = join(await folder(), 'download')
  const { name, sha256 } = await download(url, path, { signal, log })
  return { path, name, file: null, sha256 }
}

/** @returns the hash where it is known now. */
async function checkHash({ path, name, sha256 }: Given, wanted: string | null): Promise<string | null> {
  if (wanted === null) return sha256
  if ((await stat(path)).isDirectory())
    throw hashMismatch(
      `${name} is a folder, which has no hash.`,
      'Leave out --dump-sha256, or give the dump as one file.',
    )
  const actual = sha256 ?? (await hashFile(path))
  if (actual !== wanted.toLowerCase())
    throw hashMismatch(
      `${name} has the sha256 ${actual}, not ${wanted.toLowerCase()}.`,
      'If the dump was made anew on purpose, give its new hash; else find out who changed it.',
    )
  return actual
}

function hashMismatch(message: string, next: string): Failure {
  return new Failure({ stage: 'restore', code: 'dump-hash-mismatch', message, next: [next] })
}

/** A folder of our own, made when it is first asked for. */
function temporaryFolder() {
  let made: Promise<string> | null = null
  return {
    path: () => {
      made ??= mkdtemp(join(tmpdir(), 'prisma-schema-drift-dump-'))
      return made
    },
    remove: async () => {
      if (made !== null) await rm(await made, { recursive: true, force: true })
    },
  }
}
