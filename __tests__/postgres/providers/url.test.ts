import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findPrograms } from '../../../src/postgres/binaries.ts'
import { cleanUp } from '../../../src/postgres/clean-up.ts'
import { connectionUrl } from '../../../src/postgres/connection-url.ts'
import { local } from '../../../src/postgres/providers/local.ts'
import { url } from '../../../src/postgres/providers/url.ts'
import type { Server } from '../../../src/postgres/server.ts'
import { query, testServer } from '../../support/database.ts'
import { serverRequest } from '../../support/server-request.ts'
import { behavesAsServer } from './conformance.ts'

const run = promisify(execFile)

describe('a server given by its URL', () => {
  const recorded = serverRequest({ where: 'url', url: inject('postgres') })
  let server: Server
  let admin: Server
  beforeAll(async () => {
    server = await url.start(recorded.request)
    admin = await testServer()
  })
  afterAll(() => server.stop())

  behavesAsServer(() => server)

  const databases = async () =>
    (await query(admin.connection, 'SELECT datname FROM pg_database')).map(({ datname }) => datname)
  const roles = async () =>
    (await query(admin.connection, 'SELECT rolname FROM pg_roles')).map(({ rolname }) => rolname)

  test('drops what it made when it stops, and touches nothing else', async () => {
    const { request } = serverRequest({ url: inject('postgres') })
    const own = await url.start(request)
    const [theirs, made] = [`theirs_${suffix()}`, `made_${suffix()}`]
    await query(admin.connection, `CREATE ROLE ${theirs}`)
    const foreign = await admin.createDatabase('foreign')
    const database = await own.createDatabase('own')
    await own.ensureRole(theirs)
    await own.ensureRole(made)
    await query(database, `CREATE TABLE t (); GRANT SELECT ON t TO ${made}`)
    expect(await roles()).toEqual(expect.arrayContaining([theirs, made]))
    await own.stop()
    await own.stop()
    expect(await databases()).not.toContain(database.database)
    expect(await databases()).toContain(foreign.database)
    expect(await roles()).not.toContain(made)
    expect(await roles()).toContain(theirs)
    await query(admin.connection, `DROP ROLE ${theirs}`)
  })

  test('shares a role with another check, and the last one drops it', async () => {
    const role = `shared_${suffix()}`
    const [one, two] = await Promise.all(
      [1, 2].map(() => url.start(serverRequest({ url: inject('postgres') }).request)),
    )
    if (one === undefined || two === undefined) throw new Error('two servers')
    await one.ensureRole(role)
    await two.ensureRole(role)
    const database = await two.createDatabase('two')
    await query(database, `CREATE TABLE t (); GRANT SELECT ON t TO ${role}`)
    await one.stop()
    expect(await roles()).toContain(role)
    await two.stop()
    expect(await roles()).not.toContain(role)
  })

  test('reports names before it makes them, and is taken down after a check that was killed', async () => {
    const { request, remains } = serverRequest({ url: inject('postgres') })
    const own = await url.start(request)
    const database = await own.createDatabase('left')
    const role = `left_${suffix()}`
    await own.ensureRole(role)
    const last = remains.at(-1)
    expect(last).toEqual({ provider: 'url', databases: [database.database], roles: [role] })
    if (last === undefined) throw new Error('nothing was reported')
    await cleanUp(last, inject('postgres'))
    await cleanUp(last, inject('postgres'))
    expect(await databases()).not.toContain(database.database)
    expect(await roles()).not.toContain(role)
  })

  test('never drops a role without its mark, whatever the state says', async () => {
    const role = `unmarked_${suffix()}`
    await query(admin.connection, `CREATE ROLE ${role}`)
    await cleanUp({ provider: 'url', databases: [], roles: [role] }, inject('postgres'))
    expect(await roles()).toContain(role)
    await query(admin.connection, `DROP ROLE ${role}`)
  })

  describe('with a user of few rights', () => {
    const user = `few_${suffix()}`
    const login = (change: object = {}) => {
      const { host, port, database } = admin.connection
      return connectionUrl({ host, port, database, user, password: 'p@ss:word/#', ...change })
    }
    beforeAll(() => query(admin.connection, `CREATE ROLE ${user} LOGIN PASSWORD 'p@ss:word/#'`))
    afterAll(() => query(admin.connection, `DROP ROLE ${user}`))

    test.each([
      ['no right to make databases', {}, 'database-url-rights-missing'],
      ['a wrong password', { password: 'wrong-secret' }, 'database-url-login-failed'],
      ['an unknown database', { database: 'absent' }, 'database-url-unreachable'],
      ['a port nobody listens on', { port: 1 }, 'database-url-unreachable'],
      ['a host nobody knows', { host: 'nowhere.invalid' }, 'database-url-unreachable'],
    ])('says: %s', async (_, change, code) => {
      const failure = await url
        .start(serverRequest({ url: login(change) }).request)
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ stage: 'start', code })
      expect(JSON.stringify(failure) + String(failure)).not.toMatch(/p@ss|p%40ss|wrong-secret/)
    })

    test('may make databases and not roles', async () => {
      await query(admin.connection, `ALTER ROLE ${user} CREATEDB`)
      const own = await url.start(serverRequest({ url: login() }).request)
      const database = await own.createDatabase('mine')
      await own.createDatabase('copy', database)
      await expect(own.ensureRole(`new_${suffix()}`)).rejects.toMatchObject({ code: 'role-missing' })
      await own.stop()
      await query(admin.connection, `ALTER ROLE ${user} NOCREATEDB`)
    })
  })

  test('warns that a server is older than wanted', async () => {
    const { request, said } = serverRequest({ url: inject('postgres'), major: 99 })
    await (await url.start(request)).stop()
    expect(said).toEqual([expect.stringContaining('older than the 99 that was wanted')])
  })

  test.each(['require', 'verify-full'])(
    'says that a server without TLS cannot be reached with sslmode=%s',
    async (mode) => {
      const { request } = serverRequest({ url: `${inject('postgres')}?sslmode=${mode}` })
      await expect(url.start(request)).rejects.toMatchObject({
        code: 'database-url-unreachable',
        message: expect.stringContaining('does not support SSL'),
      })
    },
  )

  test('needs a URL', async () => {
    await expect(url.start(serverRequest({}).request)).rejects.toMatchObject({
      stage: 'config',
      code: 'input-missing',
    })
  })
})

const openssl = await run('openssl', ['version']).catch(() => null)
const installed = await findPrograms('postgres')

describe.skipIf(openssl === null || installed.length === 0)('a server with TLS', () => {
  const recorded = serverRequest({})
  let server: Server
  let certificate: string
  beforeAll(async () => {
    server = await local.start(recorded.request)
    const last = recorded.remains.at(-1)
    if (last?.provider !== 'local') throw new Error('no local server was reported')
    const data = path.join(last.directory, 'data')
    certificate = path.join(data, 'server.crt')
    const key = path.join(data, 'server.key')
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    await run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      ...subject,
      '-keyout',
      key,
      '-out',
      certificate,
    ])
    const { uid, gid } = await stat(data)
    await chmod(key, 0o600)
    for (const file of [key, certificate]) await chown(file, uid, gid)
    await query(server.connection, 'ALTER SYSTEM SET ssl = on')
    await query(server.connection, 'SELECT pg_reload_conf()')
  })
  afterAll(() => server.stop())

  const encrypted = async (parameters: string, host = '127.0.0.1') => {
    const target = connectionUrl({ ...server.connection, host })
    const own = await url.start(serverRequest({ url: `${target}?${parameters}` }).request)
    const [row] = await query(own.connection, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
    await own.stop()
    return row?.ssl
  }
  const root = () => `sslrootcert=${encodeURIComponent(certificate)}`

  test('is spoken to with TLS where the mode allows it', async () => {
    expect(await encrypted('')).toBe(true)
    expect(await encrypted('sslmode=require')).toBe(true)
    expect(await encrypted('sslmode=disable')).toBe(false)
  })

  test('has its certificate and name checked where the mode asks for it', async () => {
    expect(await encrypted(`sslmode=verify-ca&${root()}`)).toBe(true)
    expect(await encrypted(`sslmode=verify-full&${root()}`, 'localhost')).toBe(true)
    const code = 'database-url-unreachable'
    await expect(encrypted('sslmode=verify-ca')).rejects.toMatchObject({ code })
    await expect(encrypted(`sslmode=verify-full&${root()}`)).rejects.toMatchObject({ code })
  })
})

function suffix(): string {
  return randomBytes(4).toString('hex')
}
