import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { create } from 'tar'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query, testServer } from '../support/database.ts'
import { pgDump } from '../support/pg-dump.ts'
import { zstdSync } from '../support/zstd.ts'
import { sample } from './sample.ts'
import { content, restore, temporaryFolder } from './support.ts'

const folder = await temporaryFolder()
let original: Connection
let expected: string
let version: string

beforeAll(async () => {
  original = await createTestDatabase(sample)
  expected = await content(original)
  version = (await testServer()).version
})

const compressions: Record<string, (bytes: Buffer) => Buffer> = {
  none: (bytes) => bytes,
  gz: gzipSync,
  zst: zstdSync,
  // As pzstd and many writers of logs make them.
  'zst in frames': (bytes) =>
    Buffer.concat([zstdSync(bytes.subarray(0, 5000)), zstdSync(bytes.subarray(5000))]),
  'gz in members': (bytes) =>
    Buffer.concat([gzipSync(bytes.subarray(0, 5000)), gzipSync(bytes.subarray(5000))]),
  'gz in zst': (bytes) => zstdSync(gzipSync(bytes)),
}

describe.each(['plain', 'custom', 'tar'] as const)('a %s dump', (format) => {
  let bytes: Buffer
  beforeAll(async () => {
    bytes = await pgDump(original, [`--format=${format}`])
  })

  test.each(Object.keys(compressions))('with compression %s gives the same database', async (compression) => {
    const given = compressions[compression]?.(bytes) ?? bytes
    const path = join(folder, `${format}-${compression}`)
    await writeFile(path, given)
    const { facts, database } = await restore(path)
    expect(facts).toEqual({ format, version, sha256: createHash('sha256').update(given).digest('hex') })
    expect(await content(database)).toBe(expected)
  })
})

describe('a plain dump made with', () => {
  test.each([
    ['--inserts', '--rows-per-insert=7'],
    ['--column-inserts', '--on-conflict-do-nothing'],
    ['--clean'],
    ['--clean', '--if-exists'],
    ['--create'],
    ['--clean', '--create', '--if-exists'],
    ['--disable-triggers', '--disable-dollar-quoting', '--quote-all-identifiers'],
    ['--use-set-session-authorization'],
    ['--schema-only'],
  ])('%s %s %s is restored', async (...options) => {
    const args = options.filter((option) => option !== undefined)
    const path = join(folder, `options${args.join('')}.sql`)
    await writeFile(path, await pgDump(original, args))
    const { database } = await restore(path)
    if (!args.includes('--schema-only')) expect(await content(database)).toBe(expected)
    else expect(await query(database, 'SELECT count(*)::int AS n FROM users')).toEqual([{ n: 0 }])
  })
})

describe('a directory dump', () => {
  const directory = join(folder, 'directory')
  beforeAll(() => pgDump(original, ['--format=directory', '--file', directory]))

  test('gives the same database and has no hash', async () => {
    const { facts, database } = await restore(directory)
    expect(facts).toEqual({ format: 'directory', version, sha256: null })
    expect(await content(database)).toBe(expected)
  })

  test('of Greenmask lies in a folder named by its number', async () => {
    const dump = join(folder, 'greenmask', '1712345678901')
    await mkdir(dump, { recursive: true })
    await cp(directory, dump, { recursive: true })
    await writeFile(join(dump, 'metadata.json'), '{}')
    await writeFile(join(dump, 'heartbeat'), 'done')
    for (const given of [join(folder, 'greenmask'), dump]) {
      const { facts, database } = await restore(given)
      expect(facts.format).toBe('directory')
      expect(await content(database)).toBe(expected)
    }
  })

  test.each(['.tar', '.tar.gz', '.tar.zst'])(
    'in a %s gives the same database, and the hash of that file',
    async (suffix) => {
      const path = join(folder, `wrapped${suffix}`)
      await create({ file: path, cwd: folder, gzip: suffix === '.tar.gz' }, ['directory'])
      if (suffix === '.tar.zst') await writeFile(path, zstdSync(await readFile(path)))
      const { facts, database } = await restore(path)
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
      expect(facts).toEqual({ format: 'directory', version, sha256 })
      expect(await content(database)).toBe(expected)
    },
  )

  test('a single script in a .tar.gz is that script', async () => {
    await writeFile(join(folder, 'inner.sql'), await pgDump(original))
    const path = join(folder, 'script.tgz')
    await create({ file: path, cwd: folder, gzip: true }, ['inner.sql'])
    const { facts, database } = await restore(path)
    expect(facts.format).toBe('plain')
    expect(await content(database)).toBe(expected)
  })
})

test('what a file is called does not matter', async () => {
  await writeFile(join(folder, 'custom'), await pgDump(original, ['--format=custom']))
  await rename(join(folder, 'custom'), join(folder, 'looks-like.sql.gz'))
  expect((await restore(join(folder, 'looks-like.sql.gz'))).facts.format).toBe('custom')
})
