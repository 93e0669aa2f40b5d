import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findPrograms } from '../../../src/postgres/binaries.ts'
import { cleanUp } from '../../../src/postgres/clean-up.ts'
import { connect } from '../../../src/postgres/client.ts'
import { local } from '../../../src/postgres/providers/local.ts'
import type { Remains, Server } from '../../../src/postgres/server.ts'
import { serverRequest } from '../../support/server-request.ts'
import { behavesAsServer } from './conformance.ts'

const installed = await findPrograms('postgres')

describe.skipIf(installed.length === 0)('a local server', () => {
  const recorded = serverRequest({ where: 'local' })
  let server: Server
  beforeAll(async () => {
    server = await local.start(recorded.request)
  })
  afterAll(() => server.stop())

  behavesAsServer(() => server)

  test('lets in nobody without the password, and never runs as root', async () => {
    const { host, port, user, database } = server.connection
    await expect(connect({ host, port, user, database, password: 'guess' })).rejects.toMatchObject({
      code: '28P01',
    })
    const directory = folder(recorded.remains)
    await expect(connect({ host: directory, port, user, database, password: 'guess' })).rejects.toMatchObject(
      { code: '28P01' },
    )
    const { mode, uid } = await stat(directory)
    expect(mode & 0o077).toBe(0)
    expect(uid).not.toBe(0)
  })

  test('reports its folder before there is anything in it, then its process', () => {
    expect(recorded.remains).toEqual([
      { provider: 'local', directory: folder(recorded.remains), pid: 0 },
      { provider: 'local', directory: folder(recorded.remains), pid: expect.any(Number) },
    ])
  })

  test('leaves nothing behind when it stops, and stops once', async () => {
    const { request, remains } = serverRequest({ where: 'local' })
    const own = await local.start(request)
    await Promise.all([own.stop(), own.stop()])
    await own.stop()
    await expectGone(own, remains)
  })

  test('leaves nothing behind when it is aborted, while starting or later', async () => {
    for (const wait of [20, 100, 250]) {
      const { request, abort, remains } = serverRequest({ where: 'local' })
      const starting = local.start(request)
      setTimeout(abort, wait)
      await expect(starting).rejects.toThrow(/abort/i)
      if (remains.length > 0) await expect(access(folder(remains))).rejects.toThrow('ENOENT')
    }
    const { request, abort, remains } = serverRequest({ where: 'local' })
    const own = await local.start(request)
    abort()
    await own.stop()
    await expectGone(own, remains)
  })

  test('is taken down after a check that was killed', async () => {
    const { request, remains } = serverRequest({ where: 'local' })
    const own = await local.start(request)
    const last = remains.at(-1)
    if (last === undefined) throw new Error('nothing was reported')
    await cleanUp(last)
    await cleanUp(last)
    await expectGone(own, remains)
    await own.stop()
  })

  test('does not outlive a process that is killed hard', async () => {
    const script = `
      import { local } from ${JSON.stringify(path.resolve('src/postgres/providers/local.ts'))}
      const log = { note() {}, warn() {} }
      const signal = new AbortController().signal
      await local.start({ where: 'local', major: null, image: null, url: null, signal, log, onRemains: (r) => console.log(JSON.stringify(r)) })
      console.log('started')
      setInterval(() => {}, 1000)`
    const flags = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '--eval', script]
    const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'started') break
      lines.push(line)
    }
    const { directory, pid } = JSON.parse(lines.at(-1) ?? '{}') as { directory: string; pid: number }
    expect(() => process.kill(pid, 0)).not.toThrow()
    child.kill('SIGKILL')
    await once(child, 'exit')
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 5_000)
    await vi.waitFor(() => expect(access(directory)).rejects.toThrow('ENOENT'), 5_000)
  })

  test('offers the nearest version that is not older than the wanted one', async () => {
    const oldest = Math.min(...installed.map(({ major }) => major))
    expect(await local.probe(serverRequest({ major: 9 }).request)).toMatchObject({
      fits: true,
      major: oldest,
    })
    expect(await local.probe(serverRequest({ major: 99 }).request)).toMatchObject({
      fits: false,
      because: expect.stringMatching(/no server binaries of version 99 or newer in the PATH/),
    })
    await expect(local.start(serverRequest({ major: 99 }).request)).rejects.toMatchObject({
      code: 'local-unavailable',
    })
  })
})

function folder(remains: readonly Remains[]): string {
  const last = remains.at(-1)
  if (last?.provider !== 'local') throw new Error('no local server was reported')
  return last.directory
}

async function expectGone(server: Server, remains: readonly Remains[]): Promise<void> {
  await expect(connect(server.connection)).rejects.toThrow(/ECONNREFUSED/)
  await expect(access(folder(remains))).rejects.toThrow('ENOENT')
}
