import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { readLayers } from './compression.ts'
import type { Dump, DumpSource } from './dump.ts'
import { errorCode, truncated } from './failures.ts'
import { hashFile } from './hash.ts'

export interface DumpFile {
  readonly stream: Readable
  /** Was a tar read to its end, and is that none? */
  isCut(): boolean
  /** Throws Failure `dump-truncated` where what was read of it ended or broke before its end. */
  check(): void
  /**
   * Reads what was left unread, checks that too, and returns the sha256 of the file's own bytes.
   * Throws as `check` does.
   */
  finish(): Promise<string>
}

/** Reads a dump's file, its compression undone, and takes the hash of its bytes on the way. */
export function readDumpFile(
  dump: Dump,
  { path, layers, format }: Extract<DumpSource, { kind: 'file' }>,
): DumpFile {
  const hash = createHash('sha256')
  let bytes = 0
  let broken: unknown = null
  const onBytes = (chunk: Buffer) => {
    bytes += chunk.length
    hash.update(chunk)
  }
  const tar = createTarEnd()
  const stream = readLayers(path, layers, {
    ...(dump.sha256 === null && { raw: onBytes }),
    ...(format === 'tar' && { content: tar.take }),
  })
  stream.once('error', (error) => {
    broken = error
  })
  const isCut = () => format === 'tar' && stream.readableEnded && !tar.reached()
  const check = () => {
    if (isCut()) throw truncated(dump.name, 'the tar ends too early')
    if (broken === null) return
    if (layers.length === 0 || /^E[A-Z]+$/.test(errorCode(broken) ?? '')) throw broken
    throw truncated(dump.name, `its ${layers.at(-1)} data ends or breaks before its end`, broken)
  }
  return {
    stream,
    isCut,
    check,
    async finish() {
      // A program that has read all it wants leaves the end of an archive unread.
      if (!stream.destroyed) await finished(stream.resume()).catch(() => {})
      check()
      if (dump.sha256 !== null) return dump.sha256
      return bytes === (await stat(path)).size ? hash.digest('hex') : hashFile(path)
    },
  }
}

const tarBlock = 512

/** A tar is of whole blocks, and ends with two of zeroes. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html */
function createTarEnd() {
  let length = 0
  let tail = Buffer.alloc(0)
  return {
    take(chunk: Buffer) {
      length += chunk.length
      tail = Buffer.concat([tail, chunk.subarray(-2 * tarBlock)]).subarray(-2 * tarBlock)
    },
    reached: () =>
      length % tarBlock === 0 && tail.length === 2 * tarBlock && tail.every((byte) => byte === 0),
  }
}
