import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { cleanUp } from '../../../src/postgres/clean-up.ts'
import { connectionUrl } from '../../../src/postgres/connection-url.ts'
import { url } from '../../../src/postgres/providers/url.ts'
import type { Server } from '../../../src/postgres/server.ts'
import { query, testServer } from '../../support/database.ts'
import { serverRequest } from '../../support/server-request.ts'
import { behavesAsServer } from './conformance.ts'

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

  test('needs a URL', async () => {
    await expect(url.start(serverRequest({}).request)).rejects.toMatchObject({
      stage: 'config',
      code: 'input-missing',
    })
  })
})

function suffix(): string {
  return randomBytes(4).toString('hex')
}
