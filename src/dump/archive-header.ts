import { parseDumpVersion } from './dump.ts'

export interface ArchiveHeader {
  /** Else it is the toc.dat of a directory or of a tar, which are marked alike. */
  readonly isCustom: boolean
  /** Of the server it was taken from. */
  readonly version: string | null
  readonly major: number | null
}

const customFormat = 1

/**
 * Reads the head of an archive of pg_dump: a custom file, or the toc.dat of the other two formats.
 * @returns null where `bytes` does not begin as one.
 * @see https://github.com/postgres/postgres/blob/master/src/bin/pg_dump/pg_backup_archiver.c (ReadHead)
 */
export function readArchiveHeader(bytes: Buffer): ArchiveHeader | null {
  if (bytes.toString('latin1', 0, 5) !== 'PGDMP' || bytes.length < 11) return null
  const archiveVersion = bytes.readUInt8(5) * 100 + bytes.readUInt8(6)
  const intSize = bytes.readUInt8(8)
  const isCustom = bytes.readUInt8(10) === customFormat
  let at = 11
  const readInt = () => {
    const sign = bytes.readUInt8(at) === 1 ? -1 : 1
    const value = sign * bytes.readUIntLE(at + 1, intSize)
    at += 1 + intSize
    return value
  }
  const readText = () => {
    const length = readInt()
    if (length < 0) return null
    at += length
    return bytes.toString('utf8', at - length, at)
  }
  try {
    // From 1.15 on one byte names the compression; before that it is a level.
    if (archiveVersion >= 115) at++
    else readInt()
    for (let part = 0; part < 7; part++) readInt() // when it was made
    readText() // the database's name
    return { isCustom, ...parseDumpVersion(readText()) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { isCustom, version: null, major: null } // cut short; restoring it will say so
  }
}
