import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar'
import { type Compression, readLayers } from './compression.ts'
import { truncated } from './failures.ts'

/**
 * Unpacks the files of a tar into a folder; links and whatever would lie outside of it are left out.
 * @returns the folder, and the sha256 of the file's own bytes.
 * @throws Failure `dump-truncated`.
 */
export async function unpack(
  path: string,
  name: string,
  layers: readonly Compression[],
  folder: string,
): Promise<{ readonly path: string; readonly sha256: string }> {
  const into = join(folder, 'unpacked')
  await mkdir(into)
  const hash = createHash('sha256')
  try {
    await pipeline(
      readLayers(path, layers, { raw: (chunk) => hash.update(chunk) }),
      extract({
        cwd: into,
        strict: true,
        filter: (_, entry) => 'type' in entry && (entry.type === 'File' || entry.type === 'Directory'),
      }),
    )
  } catch (error) {
    throw truncated(name, 'the tar around the dump cannot be unpacked to its end', error)
  }
  return { path: into, sha256: hash.digest('hex') }
}
