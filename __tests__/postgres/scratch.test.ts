import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { scratchDirectory } from '../../src/postgres/scratch.ts'

test('keeps on disk what may not fit into memory', async () => {
  expect(await scratchDirectory(undefined)).toBe(tmpdir())
  expect(await scratchDirectory(process.availableMemory())).toBe(tmpdir())
})

const shared = await statfs('/dev/shm').then(
  ({ bavail, bsize }) => bavail * bsize,
  () => 0,
)

test.skipIf(Math.min(shared, process.availableMemory()) < 4 * 1024 ** 3)(
  'keeps a small dump in memory',
  async () => {
    expect(await scratchDirectory(10 * 1024 ** 2)).toBe('/dev/shm')
  },
)
