/** However the server, the dump and the engine come, the report is the same. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { json } from '../../src/report/json.ts'
import { restore } from '../dump/support.ts'
import { checkFolder, withoutTimes } from '../support/check-folder.ts'
import { everyCombination } from '../support/every-combination.ts'
import { pgDump } from '../support/pg-dump.ts'
import { zstdSync } from '../support/zstd.ts'

const root = join(import.meta.dirname, '../..')
const example = join(root, 'examples/tutoring')
const scratch = mkdtempSync(join(tmpdir(), 'same-report-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** The JSON report without what says how it came about. */
function essence(report: Report): string {
  expect(report.failure).toBeNull()
  return json({ ...withoutTimes(report), database: null })
}

describe('providers and formats', () => {
  const dump = (name: string) => join(scratch, name)
  let expected: Report

  beforeAll(async () => {
    const { database } = await restore(join(example, 'dump.sql'))
    for (const [format, name] of [
      ['plain', 'plain.sql'],
      ['custom', 'custom.dump'],
      ['tar', 'tar.dump'],
      ['directory', 'directory'],
    ] as const)
      await pgDump(database, ['--format', format, '--file', dump(name)])
    writeFileSync(dump('plain.sql.gz'), gzipSync(readFileSync(dump('plain.sql'))))
    writeFileSync(dump('custom.dump.zst'), zstdSync(readFileSync(dump('custom.dump'))))
    expected = await checkFolder(example, { dump: 'dump.sql', plan: 'proved' })
  })

  test.each(['plain.sql', 'custom.dump', 'directory'])('%s on a server that is there', async (name) => {
    const report = await checkFolder(example, { dump: dump(name) })
    expect(essence(report)).toBe(essence({ ...expected, plan: null }))
  })

  test.each([
    ['local', 'tar.dump'],
    ['embedded', 'plain.sql.gz'],
    ['docker', 'custom.dump.zst'],
  ] as const)('%s, %s', async (postgres, name) => {
    const report = await checkFolder(example, {
      dump: dump(name),
      plan: 'proved',
      postgres,
      databaseUrl: null,
    })
    expect(report.failure).toBeNull()
    expect(report.database?.provider).toBe(postgres)
    expect(essence(report)).toBe(essence(expected))
  })
})

describe('engines', () => {
  /** The example, with this version of the real `prisma` installed in its workspace. */
  function workspace(prisma: string, version: string): string {
    const folder = join(scratch, prisma)
    cpSync(example, folder, { recursive: true })
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(join(root, 'node_modules', prisma), join(folder, 'node_modules/prisma'))
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ devDependencies: { prisma: version } }))
    if (prisma === 'prisma-6') {
      const schema = join(folder, 'prisma/schema.prisma')
      const text = readFileSync(schema, 'utf8')
      writeFileSync(schema, text.replace('"postgresql"', '"postgresql"\n  url      = env("DATABASE_URL")'))
    }
    return folder
  }

  const versions = [
    ['prisma', '7.10.1'],
    ['prisma-6', '6.19.3'],
  ] as const
  const asked = versions.filter(([name]) => name === 'prisma' || everyCombination)

  test.each(asked)('the CLI of %s %s says what the bundled engine says', async (prisma, version) => {
    const folder = workspace(prisma, version)
    const [wasm, cli] = await Promise.all(
      (['wasm', 'cli'] as const).map((engine) => checkFolder(folder, { dump: 'dump.sql', engine })),
    )
    expect(cli?.prisma).toEqual({ ...wasm?.prisma, engine: 'cli', version })
    expect(cli?.failure).toBeNull()
    expect(cli?.findings).toEqual(wasm?.findings)
  })
})
