import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { query } from '../support/database.ts'
import { failureOf, restore, temporaryFolder } from './support.ts'

const folder = await temporaryFolder()
const script = Buffer.from('CREATE TABLE t (id int);\nINSERT INTO t VALUES (1);\n')
let failures = 0
let authorization: string | undefined

const answer: http.RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  switch (url.pathname) {
    case '/dump.sql':
      return void response.end(script)
    case '/moved':
      return void response.writeHead(302, { location: '/dump.sql?token=hidden' }).end()
    case '/away':
      return void response.writeHead(302, { location: 'http://192.0.2.1/dump.sql?token=hidden' }).end()
    case '/round':
      return void response.writeHead(302, { location: '/round' }).end()
    case '/busy':
      return void (failures-- > 0
        ? response.writeHead(503, { 'retry-after': '0' }).end()
        : response.end(script))
    case '/cut':
      response.writeHead(200, { 'content-length': script.length + 10 })
      return void response.write(script, () => response.destroy())
    case '/private':
      authorization = request.headers.authorization
      return void (authorization ? response.end(script) : response.writeHead(403).end('secret'))
    default:
      return void response.writeHead(404).end()
  }
}

const plain = http.createServer(answer)
let tls: https.Server
const base = (server: http.Server | https.Server, scheme: string) => {
  const address = server.address() as AddressInfo
  return `${scheme}://localhost:${address.port}`
}

beforeAll(async () => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
    ],
    { stdio: 'ignore' },
  )
  tls = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, answer)
  https.globalAgent.options.ca = readFileSync(cert)
  for (const server of [plain, tls])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  for (const server of [plain, tls]) server.close()
})

test('a dump behind https is fetched, hashed and restored', async () => {
  const { facts, database } = await restore(`${base(tls, 'https')}/dump.sql?token=hidden`)
  expect(facts).toEqual({
    format: 'plain',
    version: null,
    sha256: createHash('sha256').update(script).digest('hex'),
  })
  expect(await query(database, 'SELECT id FROM t')).toEqual([{ id: 1 }])
})

test('redirects are followed, and what passes is tried again', async () => {
  expect((await restore(`${base(tls, 'https')}/moved`)).facts.format).toBe('plain')
  failures = 2
  expect((await restore(`${base(plain, 'http')}/busy`)).facts.format).toBe('plain')
})

test('user and password are sent, and never shown', async () => {
  const url = base(tls, 'https').replace('://', '://us%40er:pass%3Aword@')
  const { notes } = await restore(`${url}/private`)
  expect(authorization).toBe(`Basic ${Buffer.from('us@er:pass:word').toString('base64')}`)
  expect(notes.join()).not.toMatch(/pass|us@er/)
})

describe('a failure shows neither query nor credentials', () => {
  test.each([
    ['nothing there', '/nothing', 'input-missing', /404/],
    ['no right', '/private', 'dump-download-failed', /403/],
    ['the end missing', '/cut', 'dump-download-failed', /broke before the end/],
    ['a redirect to plain http elsewhere', '/away', 'dump-download-failed', /only https/],
    ['a redirect without end', '/round', 'dump-download-failed', /redirects/],
  ])('%s', async (_, path, code, message) => {
    const failure = await failureOf(restore(`${base(plain, 'http')}${path}?token=hidden`))
    expect(failure.code).toBe(code)
    expect(failure.message).toMatch(message)
    expect(failure.message).not.toMatch(/hidden|secret/)
  })

  test('plain http, a server that is not there, an address that is none', async () => {
    expect((await failureOf(restore('http://example.org/dump.sql?token=hidden'))).message).toMatch(
      /only https/,
    )
    const refused = await failureOf(restore('http://127.0.0.1:1/dump.sql?token=hidden'))
    expect(refused.message).toMatch(/ECONNREFUSED/)
    expect((await failureOf(restore('https://'))).code).toBe('dump-download-failed')
    expect((await failureOf(restore('s3://bucket/dump'))).message).toMatch(/only https/)
  })

  test('a certificate that nobody vouches for', async () => {
    const { ca } = https.globalAgent.options
    https.globalAgent.options.ca = []
    try {
      expect(
        (await failureOf(restore(`${base(tls, 'https').replace('localhost', '127.0.0.1')}/dump.sql`)))
          .message,
      ).toMatch(/connection failed \(/)
    } finally {
      https.globalAgent.options.ca = ca
    }
  })
})

test('another file than the one that is wanted', async () => {
  const failure = await failureOf(
    restore(`${base(plain, 'http')}/dump.sql?token=hidden`, { sha256: '00'.repeat(32) }),
  )
  expect(failure.code).toBe('dump-hash-mismatch')
  expect(failure.message).not.toContain('hidden')
})
