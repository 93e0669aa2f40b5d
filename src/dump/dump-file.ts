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
  /** Throws Failure `dump-truncated` where its compression ended or broke before its end. */
  check(): void
  /** Of the file's own bytes, also of those behind the end of what was read of the stream. */
  sha256(): Promise<string>
}

/** Reads a dump's file, its compression undone, and takes the hash of its bytes on the way. */
export function readDumpFile(dump: Dump, { path, layers }: Extract<DumpSource, { kind: 'file' }>): DumpFile {
  const hash = createHash('sha256')
  let bytes = 0
  let broken: unknown = null
  const onBytes = (chunk: Buffer) => {
    bytes += chunk.length
    hash.update(chunk)
  }
  const stream = readLayers(path, layers, dump.sha256 === null ? onBytes : undefined)
  stream.once('error', (error) => {
    broken = error
  })
  const check = () => {
    if (broken === null) return
    if (layers.length === 0 || /^E[A-Z]+$/.test(errorCode(broken) ?? '')) throw broken
    throw truncated(dump.name, `its ${layers.at(-1)} data ends or breaks before its end`, broken)
  }
  return {
    stream,
    check,
    async sha256() {
      if (dump.sha256 !== null) return dump.sha256
      // A program that has read all it wants leaves the end of an archive unread.
      if (!stream.destroyed) await finished(stream.resume()).catch(() => {})
      check()
      return bytes === (await stat(path)).size ? hash.digest('hex') : hashFile(path)
    },
  }
}
