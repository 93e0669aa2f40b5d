import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { truncated } from './failures.ts'

/**
 * Refuses a directory dump of which a table's file is cut short where pg_restore would stay silent: it writes the
 * rows there are and goes on, so that the next statements would be taken for rows.
 * @throws Failure `dump-truncated`.
 */
export async function checkDirectory(path: string, name: string): Promise<void> {
  for (const file of await readdir(path)) {
    const rows = /^\d+\.dat(\.gz|\.zst|\.lz4)?$/.exec(file)
    if (rows === null) continue
    const end = await readEnd(join(path, file))
    // A compressed one says itself where it ends; rows end with their mark, INSERTs with a semicolon.
    const isWhole = rows[1] === undefined ? /(?:\\\.|;)\n+$/.test(end) : end.length > 0
    if (!isWhole) throw truncated(name, `its file ${file} ends too early`)
  }
}

const endLength = 16

async function readEnd(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(endLength),
      0,
      endLength,
      Math.max(0, size - endLength),
    )
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}
