import { cp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { pgDump } from '../support/pg-dump.ts'
import { zstdSync } from '../support/zstd.ts'
import { failureOf, restore, temporaryFolder } from './support.ts'

const folder = await temporaryFolder()
let original: Connection

beforeAll(async () => {
  // Tables of one text column take any line for a row.
  original = await createTestDatabase(`
    CREATE TABLE a (line text); INSERT INTO a SELECT md5(i::text) FROM generate_series(1, 200) i;
    CREATE TABLE b (line text); INSERT INTO b SELECT 'semi;colon ' || i FROM generate_series(1, 20) i;
    CREATE VIEW v AS SELECT 1 AS one; CREATE INDEX i ON a (line);
    CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
    COMMENT ON TABLE b IS 'the last words'`)
})

const refused = new Set(['dump-truncated', 'dump-unrecognised'])

describe('a dump cut anywhere is never taken for a whole one', () => {
  const make: Record<string, () => Promise<Buffer>> = {
    plain: () => pgDump(original),
    'plain with INSERTs': () => pgDump(original, ['--inserts']),
    'plain, gz': async () => gzipSync(await pgDump(original)),
    'plain, zst': async () => zstdSync(await pgDump(original)),
    custom: () => pgDump(original, ['--format=custom']),
    'custom without rows': () => pgDump(original, ['--format=custom', '--schema-only']),
    tar: () => pgDump(original, ['--format=tar']),
    'tar, gz': async () => gzipSync(await pgDump(original, ['--format=tar'])),
  }
  test.each(Object.keys(make))('%s', async (kind) => {
    const bytes = (await make[kind]?.()) ?? Buffer.alloc(0)
    // Behind this line of a plain dump comes nothing that matters.
    const complete = bytes.indexOf('-- PostgreSQL database dump complete')
    const last =
      complete < 0 ? bytes.length - 1 : complete + '-- PostgreSQL database dump complete'.length - 1
    const path = join(folder, 'cut')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: last }), async (length) => {
        await writeFile(path, bytes.subarray(0, length))
        expect(refused).toContain((await failureOf(restore(path))).code)
      }),
      { numRuns: 12, examples: [[0], [last], [last - 1], [10], [600]] },
    )
    await writeFile(path, bytes)
    expect(await query((await restore(path)).database, 'SELECT count(*)::int AS n FROM b')).toHaveLength(1)
  })
})

test.each([['--compress=0'], ['--compress=6']])(
  'a directory dump (%s) with any file cut or gone is refused',
  async (compress) => {
    const whole = join(folder, `whole${compress}`)
    await pgDump(original, ['--format=directory', compress, '--file', whole])
    const files = await readdir(whole)
    expect(files).toHaveLength(3)
    for (const file of files) {
      for (const rest of [0, 0.4, 0.99, null]) {
        const cut = join(folder, 'cut-directory')
        await rm(cut, { recursive: true, force: true })
        await cp(whole, cut, { recursive: true })
        const { size } = await stat(join(cut, file))
        if (rest === null) await rm(join(cut, file))
        else await truncate(join(cut, file), Math.floor(size * rest))
        expect(refused).toContain((await failureOf(restore(cut))).code)
      }
    }
  },
)

test('a dump that Greenmask has not finished is refused', async () => {
  const dump = join(folder, 'unfinished')
  await pgDump(original, ['--format=directory', '--file', dump])
  await writeFile(join(dump, 'heartbeat'), 'in-progress')
  expect(await failureOf(restore(dump))).toMatchObject({
    code: 'dump-truncated',
    message: expect.stringContaining('Greenmask'),
  })
})

describe('a script by hand', () => {
  const write = async (text: string) => {
    await writeFile(join(folder, 'hand.sql'), text)
    return join(folder, 'hand.sql')
  }
  test('need not end as pg_dump’s, nor with a semicolon', async () => {
    const { database } = await restore(
      await write('CREATE TABLE t (a text);\nCOPY t FROM stdin;\n1\n\\.\nINSERT INTO t VALUES (2)'),
    )
    expect(await query(database, 'SELECT a FROM t ORDER BY a')).toEqual([{ a: '1' }, { a: '2' }])
  })
  test.each([
    ['CREATE TABLE t (a text);\nCOPY t FROM stdin;\n1\n2\n', /line 5/],
    ["CREATE TABLE t (a text);\nINSERT INTO t VALUES ('a", /inside a quote/],
    ['CREATE TABLE t (a text);\n/* and', /a quote or a comment/],
  ])('that ends inside something is refused: %j', async (text, message) => {
    const failure = await failureOf(restore(await write(text)))
    expect(failure.code).toBe('dump-truncated')
    expect(failure.message).toMatch(message)
  })
})
