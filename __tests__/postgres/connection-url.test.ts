import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectionUrl, parseConnectionUrl } from '../../src/postgres/connection-url.ts'

describe('parseConnectionUrl', () => {
  test('reads back what connectionUrl writes, whatever the characters', async () => {
    const name = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' })

    const host = fc.constantFrom('localhost', '127.0.0.1', '::1', 'db.example.com', '/var/run/postgresql')
    await fc.assert(
      fc.asyncProperty(
        host,
        fc.integer({ min: 1, max: 65_535 }),
        name,
        name,
        // To every URL these are a way through folders, however they are escaped.
        name.filter((text) => text !== '.' && text !== '..'),
        async (host, port, user, password, database) => {
          const [connection] = await parseConnectionUrl(
            connectionUrl({ host, port, user, password, database }),
          )
          expect(connection).toMatchObject({ host, port, user, password, database })
        },
      ),
    )
  })

  test.each([
    ['postgres://u@h/d', { host: 'h', port: 5432, user: 'u', database: 'd' }],
    ['postgresql://u@h', { database: 'u' }],
    ['postgresql://u:p@/d?host=/run/pg&port=6000', { host: '/run/pg', port: 6000, password: 'p' }],
    ['postgresql://u@[::1]:6000/d?schema=app', { host: '::1', port: 6000 }],
  ])('reads %s', async (text, expected) => {
    expect((await parseConnectionUrl(text))[0]).toMatchObject(expected)
  })

  test.each([
    ['', [{ rejectUnauthorized: false }, false]],
    ['sslmode=disable', [false]],
    ['sslmode=allow', [false, { rejectUnauthorized: false }]],
    ['sslmode=require', [{ rejectUnauthorized: false }]],
    ['sslmode=verify-ca', [{ rejectUnauthorized: true, checkServerIdentity: expect.any(Function) }]],
    ['sslmode=verify-full', [{ rejectUnauthorized: true }]],
    ['sslmode=prefer&sslaccept=strict', [{ rejectUnauthorized: true }]],
  ])('understands TLS as libpq does: %s', async (parameters, expected) => {
    const connections = await parseConnectionUrl(`postgresql://u:p@h/d?${parameters}`)
    expect(connections.map(({ ssl }) => ssl)).toMatchObject(expected)
  })

  test('checks the name of the server only under verify-full', async () => {
    const [connection] = await parseConnectionUrl('postgresql://u:p@h/d?sslmode=verify-full')
    expect(connection?.ssl).not.toHaveProperty('checkServerIdentity')
  })

  test('reads certificates from their files', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tls-'))
    await writeFile(path.join(folder, 'ca.pem'), 'authority')
    const [connection] = await parseConnectionUrl(
      `postgresql://u:p@h/d?sslmode=require&sslrootcert=${encodeURIComponent(path.join(folder, 'ca.pem'))}`,
    )
    expect(connection?.ssl).toMatchObject({ ca: Buffer.from('authority'), rejectUnauthorized: true })
  })

  test.each([
    'postgresql://user:hush#now@host/db',
    'mysql://user:hush@host/db',
    'hush',
    'postgresql://user:%zzhush@host/db',
    'postgresql://user:a@hush/b@host/db',
    'postgresql://user:a@hush#b@host/db',
    'postgresql://user:hush@host/db?sslmode=maybe',
    'postgresql://user:hush@host/db?sslrootcert=/nowhere/ca.pem',
  ])('refuses a URL that is none without showing it: %s', async (text) => {
    const failure = await parseConnectionUrl(text).catch((error: unknown) => error)
    expect(failure).toMatchObject({ stage: 'start', code: 'database-url-invalid' })
    expect(failure).not.toHaveProperty('cause')
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain('hush')
  })
})
