import { createReadStream } from 'node:fs'
import { pipeline, type Readable, Transform } from 'node:stream'
import zlib from 'node:zlib'
import { Decompress } from 'fzstd'

export type Compression = 'gzip' | 'zstd'

const magics: Readonly<Record<Compression, Buffer>> = {
  gzip: Buffer.from([0x1f, 0x8b]),
  zstd: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
}

const chunkSize = 256 * 1024

/** Which of the compressions we can undo `head` begins with, if any. */
export function compressionOf(head: Buffer): Compression | null {
  if (head.indexOf(magics.gzip) === 0) return 'gzip'
  return head.indexOf(magics.zstd) === 0 ? 'zstd' : null
}

/**
 * The bytes of a file with its compressions undone, in flat memory. The stream fails where the file is cut short
 * or damaged.
 * @param taps see the bytes as they pass: `raw` those of the file, `content` those that come out.
 */
export function readLayers(
  path: string,
  layers: readonly Compression[],
  taps: { readonly raw?: (chunk: Buffer) => void; readonly content?: (chunk: Buffer) => void } = {},
): Readable {
  const file = createReadStream(path, { highWaterMark: chunkSize })
  const steps = [
    ...(taps.raw ? [tap(taps.raw)] : []),
    ...layers.map(decompressor),
    ...(taps.content ? [tap(taps.content)] : []),
  ]
  // The last stream carries the error of any before it.
  return steps.reduce<Readable>((stream, step) => pipeline(stream, step, () => {}), file)
}

/** The first bytes of such a file, at most `length`; fewer only when there are no more. */
export async function readHead(
  path: string,
  layers: readonly Compression[],
  length: number,
): Promise<Buffer> {
  const stream = readLayers(path, layers)
  const chunks: Buffer[] = []
  let got = 0
  try {
    for await (const chunk of stream) {
      chunks.push(chunk)
      got += chunk.length
      if (got >= length) break
    }
  } finally {
    stream.destroy()
  }
  return Buffer.concat(chunks).subarray(0, length)
}

function tap(onBytes: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk, _encoding, callback) {
      onBytes(chunk)
      callback(null, chunk)
    },
  })
}

function decompressor(layer: Compression): Transform {
  if (layer === 'gzip') return zlib.createGunzip({ chunkSize })
  // Node has it from 22.15 on.
  const native: unknown = Reflect.get(zlib, 'createZstdDecompress')
  return typeof native === 'function' ? native({ chunkSize }) : portableZstd()
}

function portableZstd(): Transform {
  const transform = new Transform({
    transform(chunk, _encoding, callback) {
      attempt(() => inflate.push(chunk), callback)
    },
    flush(callback) {
      attempt(() => inflate.push(new Uint8Array(0), true), callback)
    },
  })
  const inflate = new Decompress((chunk) => {
    if (chunk.length > 0) transform.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
  })
  return transform
}

function attempt(work: () => void, callback: (error?: Error | null) => void): void {
  try {
    work()
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)))
    return
  }
  callback()
}
