import { describe, expect, inject, test } from 'vitest'
import { Failure } from '../../src/model/failure.ts'
import type { Probe, Provider, ProviderName } from '../../src/postgres/server.ts'
import { startServer } from '../../src/postgres/start.ts'
import { testServer } from '../support/database.ts'
import { serverRequest } from '../support/server-request.ts'

/** A provider that gives a real server, and probes as told. */
function provider(name: ProviderName, probe: Probe, start = testServer): Provider {
  return { name, probe: async () => probe, start: async () => ({ ...(await start()), provider: name }) }
}

const offers = (name: ProviderName, major: number | null) =>
  provider(name, { fits: true, major, because: 'it is there' })
const refuses = (name: ProviderName) => provider(name, { fits: false, because: `no ${name} here` })
const fails = (name: ProviderName) =>
  provider(name, { fits: true, major: null, because: 'it may be there' }, () => {
    throw new Failure({ stage: 'start', code: 'postgres-start-failed', message: `${name} broke.`, next: [] })
  })

describe('auto', () => {
  const chosen = async (wish: Parameters<typeof serverRequest>[0], from: readonly Provider[]) => {
    const { request, said } = serverRequest(wish)
    return { name: (await startServer(request, from)).provider, said }
  }

  test.each([
    ['the wanted version of this machine', 15, [offers('local', 15), offers('docker', 15)], 'local'],
    ['any version where none is wanted', null, [offers('local', 14), offers('docker', 15)], 'local'],
    ['Docker before a newer local one', 15, [offers('local', 16), offers('docker', 15)], 'docker'],
    [
      'embedded before a newer local one',
      15,
      [offers('local', 16), refuses('docker'), offers('embedded', 15)],
      'embedded',
    ],
    ['a newer local one last', 15, [offers('local', 16), refuses('docker'), refuses('embedded')], 'local'],
    ['the next where one fails to start', 15, [fails('docker'), offers('embedded', 15)], 'embedded'],
  ])('takes %s', async (_, major, from, expected) => {
    expect(await chosen({ major }, from)).toMatchObject({ name: expected })
  })

  test('says what was chosen, what failed, and that a version is newer', async () => {
    const { said } = await chosen({ major: 12 }, [offers('local', 15), fails('docker')])
    expect(said).toEqual([
      'docker broke. Trying another way.',
      expect.stringMatching(/^PostgreSQL 12 was wanted; only the newer \d+\.\d+ could be had\.$/),
      expect.stringMatching(/^PostgreSQL \d+\.\d+, local: /),
    ])
  })

  test('takes Docker first where an image was named', async () => {
    expect(
      await chosen({ image: 'postgis/postgis:17-3.5' }, [offers('local', 17), offers('docker', null)]),
    ).toMatchObject({
      name: 'docker',
    })
  })

  test('says where it looked and three ways out when nothing fits', async () => {
    const { request } = serverRequest({ major: 15 })
    const failure = await startServer(request, [refuses('local'), fails('docker')]).catch(
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({
      stage: 'start',
      code: 'postgres-unavailable',
      message:
        'No PostgreSQL 15 server could be had here. Looked for: local: no local here; docker: docker broke.',
      next: [expect.stringContaining('postgresql-15'), expect.any(String), expect.any(String)],
    })
  })
})

test('a URL that was given is meant', async () => {
  const { request, said } = serverRequest({ url: inject('postgres') })
  const server = await startServer(request)
  expect(server.provider).toBe('url')
  expect(said).toEqual([expect.stringMatching(/^PostgreSQL .*, url: An existing server/)])
  await server.stop()
  const absent = serverRequest({ url: 'postgresql://u:hush@127.0.0.1:1/d' })
  await expect(startServer(absent.request)).rejects.toMatchObject({ code: 'database-url-unreachable' })
})

test('a named provider that does not fit fails with its own code', async () => {
  const { request } = serverRequest({ where: 'embedded', major: 9 })
  await expect(startServer(request)).rejects.toMatchObject({ code: 'embedded-unsupported' })
})

test('an aborted request starts nothing', async () => {
  const { request, abort, remains } = serverRequest({ where: 'auto' })
  abort()
  await expect(startServer(request)).rejects.toThrow(/abort/i)
  expect(remains).toEqual([])
})
