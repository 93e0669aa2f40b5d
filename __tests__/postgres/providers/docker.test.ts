import { beforeAll, describe, expect, test } from 'vitest'
import { cleanUp } from '../../../src/postgres/clean-up.ts'
import { connect } from '../../../src/postgres/client.ts'
import { docker } from '../../../src/postgres/providers/docker.ts'
import type { Server } from '../../../src/postgres/server.ts'
import { serverRequest } from '../../support/server-request.ts'
import { behavesAsServer } from './conformance.ts'

const engine = await docker.probe(serverRequest({}).request)

describe.skipIf(!engine.fits)('a server in Docker', () => {
  const recorded = serverRequest({ where: 'docker' })
  let server: Server
  beforeAll(async () => {
    server = await docker.start(recorded.request)
  })

  behavesAsServer(() => server)

  test('reports its container before it is there, and is taken down after a check that was killed', async () => {
    expect(recorded.remains).toEqual([
      { provider: 'docker', container: expect.stringMatching(/^prisma-schema-drift-/) },
    ])
    const remains = recorded.remains[0]
    if (remains === undefined) throw new Error('nothing was reported')
    await cleanUp(remains)
    await cleanUp(remains)
    await expect(connect(server.connection)).rejects.toThrow()
    await server.stop()
  })

  test('leaves nothing behind when it is aborted while starting', async () => {
    const { request, abort, remains } = serverRequest({ where: 'docker' })
    const starting = docker.start(request)
    setTimeout(abort, 700)
    await expect(starting).rejects.toThrow(/abort/i)
    const { getContainerRuntimeClient } = await import('testcontainers')
    const names = (await (await getContainerRuntimeClient()).container.list()).flatMap(
      (container) => container.Names,
    )
    for (const each of remains)
      if (each.provider === 'docker') expect(names).not.toContain(`/${each.container}`)
  })

  test('says so when an image is not to be had', async () => {
    const image = 'localhost:1/no/such/image:17'
    await expect(docker.start(serverRequest({ image }).request)).rejects.toMatchObject({
      code: 'docker-image-unavailable',
      message: expect.stringContaining(image),
    })
  })
})

test('says quickly where it looked for an engine that is not there', async () => {
  const { DOCKER_HOST } = process.env
  process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock'
  const started = performance.now()
  try {
    const { request } = serverRequest({ where: 'docker' })
    const because = /unix:\/\/\/nowhere\/docker\.sock \(not there\)|Node\.js/
    expect(await docker.probe(request)).toMatchObject({
      fits: false,
      because: expect.stringMatching(because),
    })
    await expect(docker.start(request)).rejects.toMatchObject({ stage: 'start', code: 'docker-unavailable' })
  } finally {
    if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST
    else process.env.DOCKER_HOST = DOCKER_HOST
  }
  expect(performance.now() - started).toBeLessThan(1_000)
})
