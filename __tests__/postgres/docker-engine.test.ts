import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { chooseImage, findDockerEngine } from '../../src/postgres/docker-engine.ts'

afterEach(() => vi.unstubAllEnvs())

test.each([
  [null, 16, ['postgres:16-alpine', 'postgres:16'], 'postgres:16-alpine', true, 16],
  [null, 16, ['postgres:16.3', 'postgres:16', 'postgres:15'], 'postgres:16', true, 16],
  [null, 16, ['postgres:15', 'postgres:16.3-bookworm'], 'postgres:16.3-bookworm', true, 16],
  [null, 16, ['postgres:160', 'postgres:15', 'other/postgres:16'], 'postgres:16-alpine', false, 16],
  [null, null, ['postgres:14', 'postgres:15', 'redis:7'], 'postgres:15', true, 15],
  [null, null, ['redis:7', '<none>:<none>'], 'postgres:17-alpine', false, 17],
  ['postgis/postgis:16-3.4', 15, ['postgis/postgis:16-3.4'], 'postgis/postgis:16-3.4', true, null],
  ['localhost:5000/pg', 15, ['localhost:5000/pg:latest'], 'localhost:5000/pg', true, null],
  ['pgvector/pgvector:pg17', null, ['postgres:17'], 'pgvector/pgvector:pg17', false, null],
])('chooses of named %j, wanted %j, present %j', (named, wanted, images, image, present, major) => {
  expect(chooseImage(named, wanted, images)).toEqual({ image, present, major })
})

test('finds an engine by DOCKER_HOST and reads its images', async () => {
  const engine = createServer((_, response) =>
    response.end(JSON.stringify([{ RepoTags: ['postgres:15'] }, { RepoTags: null }])),
  )
  engine.listen(0, '127.0.0.1')
  await once(engine, 'listening')
  const address = engine.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${address.port}`)
  expect(await findDockerEngine()).toEqual({
    engine: { address: `tcp://127.0.0.1:${address.port}`, images: ['postgres:15'] },
  })
  engine.close()
})

test('gives up on an engine that never answers', async () => {
  const silent = createServer(() => {})
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${address.port}`)
  expect(await findDockerEngine()).toMatchObject({
    engine: null,
    looked: expect.stringContaining('tcp://127.0.0.1'),
  })
  silent.closeAllConnections()
  silent.close()
})

test('says which address it does not understand', async () => {
  vi.stubEnv('DOCKER_HOST', 'ssh://user@host')
  expect(await findDockerEngine()).toEqual({
    engine: null,
    looked: 'ssh://user@host (ssh:// is not supported)',
  })
})
