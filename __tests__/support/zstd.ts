import { execFileSync } from 'node:child_process'
import zlib from 'node:zlib'

/** Compresses with Node where it can, else with the program. */
export function zstdSync(bytes: Buffer): Buffer {
  const native: unknown = Reflect.get(zlib, 'zstdCompressSync')
  return typeof native === 'function'
    ? native(bytes)
    : execFileSync('zstd', ['-c'], { input: bytes, maxBuffer: 2 ** 28 })
}
