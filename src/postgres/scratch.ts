import { access, constants, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'

/** Linux keeps files here in memory. */
const memory = '/dev/shm'

/** What a server and a check's databases take, beside the rows: a gibibyte is twice what was measured. */
const base = 1024 ** 3

/** How much a dump may grow: unpacked, with its indexes, its log of writes, and one clone of all that. */
const growth = 20

/**
 * Where a throwaway cluster's folder is best made: in memory where all that is to come fits twice into what is free,
 * which makes initdb and every CREATE DATABASE several times as fast; else in the temporary folder.
 * @param dumpBytes the size of the dump; undefined where it is not known, and then the disk is the safe place.
 */
export async function scratchDirectory(dumpBytes: number | undefined): Promise<string> {
  if (process.platform !== 'linux' || dumpBytes === undefined) return tmpdir()
  const free = Math.min(process.availableMemory(), await freeBytes(memory))
  return base + growth * dumpBytes <= free / 2 ? memory : tmpdir()
}

async function freeBytes(directory: string): Promise<number> {
  try {
    await access(directory, constants.W_OK)
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize
  } catch {
    return 0 // Not there, or not ours to write.
  }
}
