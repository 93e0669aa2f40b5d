import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { compareText } from '../model/object.ts'
import { type ArchiveHeader, readArchiveHeader } from './archive-header.ts'
import { type Compression, readHead } from './compression.ts'
import { checkDirectory } from './directory-check.ts'
import type { DumpSource } from './dump.ts'
import { errorCode, truncated, unrecognised } from './failures.ts'
import { headLength, recognise } from './recognise.ts'
import { unpack } from './unpack.ts'

export interface Found {
  readonly source: Exclude<DumpSource, { kind: 'production' }>
  readonly version: string | null
  readonly major: number | null
  /** Of the file given, where it had to be read whole. */
  readonly sha256: string | null
}

/**
 * Finds the dump in a file or folder, through whatever is wrapped around it.
 * @param name what messages call it.
 * @param folder gives a temporary folder for what must be unpacked.
 * @throws Failure `dump-unrecognised`, `dump-truncated`.
 */
export async function findDump(path: string, name: string, folder: () => Promise<string>): Promise<Found> {
  return (await stat(path)).isDirectory() ? findInFolder(path, name, folder) : findInFile(path, name, folder)
}

const maxLayers = 4

async function findInFile(path: string, name: string, folder: () => Promise<string>): Promise<Found> {
  const layers: Compression[] = []
  while (layers.length <= maxLayers) {
    const content = recognise(await headOf(path, name, layers))
    switch (content.kind) {
      case 'compressed':
        layers.push(content.by)
        break
      case 'wrapper': {
        const { path: unpacked, sha256 } = await unpack(path, name, layers, await folder())
        return { ...(await findInFolder(unpacked, name, folder)), sha256 }
      }
      case 'unrecognised':
        throw unrecognised(name, content.looksLike, [content.next])
      default: {
        const { kind: format, version, major } = content
        return { source: { kind: 'file', format, path, layers }, version, major, sha256: null }
      }
    }
  }
  throw unrecognised(name, 'one compression around another, many times over', [
    'Give what pg_dump has written, compressed once at most.',
  ])
}

async function headOf(path: string, name: string, layers: readonly Compression[]): Promise<Buffer> {
  try {
    return await readHead(path, layers, headLength)
  } catch (error) {
    if (layers.length === 0) throw error
    throw truncated(name, `its ${layers.at(-1)} data ends or breaks within the first bytes`, error)
  }
}

/** A folder is a dump, or holds one: Greenmask puts each into a folder named by its number. */
async function findInFolder(path: string, name: string, folder: () => Promise<string>): Promise<Found> {
  const header = await readToc(path, name)
  if (header !== null) {
    await refuseUnfinished(path, name)
    await checkDirectory(path, name)
    const { version, major } = header
    return { source: { kind: 'directory', path }, version, major, sha256: null }
  }
  const entries = (await readdir(path, { withFileTypes: true })).sort((a, b) => compareText(a.name, b.name))
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name))
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  const dumps: string[] = []
  for (const inner of folders) if ((await readToc(inner, name)) !== null) dumps.push(inner)
  const [dump] = dumps
  if (dump !== undefined) {
    if (dumps.length === 1) return findInFolder(dump, name, folder)
    throw unrecognised(name, `a folder of ${dumps.length} dumps`, [
      'Give the folder of the one that is meant, as in --dump dumps/1712345678.',
    ])
  }
  const [file] = files
  if (file !== undefined && files.length === 1 && folders.length === 0)
    return findInFile(join(path, file.name), join(name, file.name), folder)
  if (files.length === 0 && folders.length === 1 && folders[0] !== undefined)
    return findInFolder(folders[0], name, folder)
  if (entries.some((entry) => ['PG_VERSION', 'backup_label', 'base.tar', 'base.tar.gz'].includes(entry.name)))
    throw unrecognised(name, 'a copy of a server’s files (pg_basebackup)', [
      'Give a logical dump: pg_dump --format=custom.',
    ])
  throw unrecognised(name, 'a folder without a toc.dat', [
    'Give the folder that pg_dump --format=directory or Greenmask has written, or one dump file.',
  ])
}

/** The header of a folder's toc.dat; null without one. */
async function readToc(folder: string, name: string): Promise<ArchiveHeader | null> {
  try {
    const header = readArchiveHeader(await readHead(join(folder, 'toc.dat'), [], headLength))
    if (header === null) throw truncated(name, 'its toc.dat does not begin as pg_dump writes it')
    return header
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** Greenmask keeps the state of a dump beside it. https://docs.greenmask.io/latest/architecture */
async function refuseUnfinished(path: string, name: string): Promise<void> {
  try {
    const state = (await readFile(join(path, 'heartbeat'), 'utf8')).trim()
    if (state !== 'done') throw truncated(name, 'Greenmask has not finished writing it')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}
