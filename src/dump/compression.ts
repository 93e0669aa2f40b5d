import { createReadStream } from 'node:fs'
import { Duplex, pipeline, type Readable, Transform } from 'node:stream'
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

function decompressor(layer: Compression): Duplex {
  return layer === 'gzip' ? zlib.createGunzip({ chunkSize }) : Duplex.from(unzstd)
}

/** A little may become very much: it is taken in small pieces, so that memory stays flat. */
const pieceSize = 4096

/** Not Node's own, which is newer than the oldest Node we run on and ends in silence after the first of many frames. */
async function* unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let ready: Uint8Array[] = []
  const inflate = new Decompress((chunk) => void ready.push(chunk))
  const take = () => {
    const chunks = ready.filter((chunk) => chunk.length > 0)
    ready = []
    return chunks.map((chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
  }
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += pieceSize) {
      inflate.push(chunk.subarray(at, at + pieceSize))
      yield* take()
    }
  }
  inflate.push(new Uint8Array(0), true)
  yield* take()
}
