import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { connect } from '../../../src/postgres/client.ts'
import type { Connection, Server, ToolRun } from '../../../src/postgres/server.ts'
import { query } from '../../support/database.ts'

/** What every provider's server does, whatever it runs on. */
export function behavesAsServer(server: () => Server): void {
  test('says its version', () => {
    expect(server().version).toMatch(new RegExp(`^${server().major}\\.\\d+$`))
    expect(server().reason).toMatch(/\.$/)
  })

  test('makes empty databases with unlike names, the same encoding and sorting everywhere', async () => {
    const [one, two] = await Promise.all([server().createDatabase('pröd'), server().createDatabase('pröd')])
    expect(one.database).toMatch(/^drift_[0-9a-f]{12}_pr_d$/)
    expect(one.database).not.toBe(two.database)
    const facts = await query(
      one,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate, 'É' ~ '^[[:alpha:]]$' AS letters, 'B' < 'a' AS by_code_point
       FROM pg_database WHERE datname = current_database()`,
    )
    expect(facts).toEqual([{ encoding: 'UTF8', datcollate: 'C', letters: true, by_code_point: true }])
  })

  test('clones a database, and leaves neither changing the other', async () => {
    const original = await server().createDatabase('original')
    await query(original, 'CREATE TABLE t AS SELECT 1 AS n')
    const copy = await server().createDatabase('copy', original)
    await query(original, 'DROP TABLE t')
    expect(await query(copy, 'SELECT n FROM t')).toEqual([{ n: 1 }])
  })

  test('clones a database on which a session of ours was left open', async () => {
    const original = await server().createDatabase('original')
    const left = await connect(original)
    await expect(server().createDatabase('copy', original)).resolves.toMatchObject({ host: original.host })
    await left.end()
  }, 20_000)

  test('makes a role that cannot log in, once', async () => {
    const name = `app "reader" ${Date.now()}`
    await Promise.all([server().ensureRole(name), server().ensureRole(name)])
    await server().ensureRole(name)
    const roles = await query(server().connection, 'SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [
      name,
    ])
    expect(roles).toEqual([{ rolcanlogin: false }])
  })

  test('runs pg_dump and pg_restore against its own databases', async ({ skip }) => {
    const [dump, restore] = await Promise.all([server().tool('pg_dump'), server().tool('pg_restore')])
    if (dump === null || restore === null)
      return skip(`this machine has no client tools for ${server().version}`)
    expect(restore.major).toBeGreaterThanOrEqual(server().major)
    const original = await server().createDatabase('original')
    await query(
      original,
      `CREATE TABLE t AS SELECT n, repeat('x', 500) AS filler FROM generate_series(1, 4000) AS n`,
    )
    const archive = dump.run({ args: ['--format=custom', '--compress=0'], database: original })
    const bytes = await buffer(archive.output)
    await succeeded(archive)
    const copy = await server().createDatabase('copy')
    const run = restore.run({
      args: [`--dbname=${copy.database}`],
      input: Readable.from([bytes]),
      database: copy,
    })
    run.output.resume()
    await succeeded(run)
    expect(await query(copy, 'SELECT count(*)::int, sum(n)::int FROM t')).toEqual([
      { count: 4000, sum: 8_002_000 },
    ])

    const list = restore.run({ args: ['--file=-'], input: Readable.from([bytes]) })
    expect((await text(list.output)).match(/^\d+\tx{500}$/gm)).toHaveLength(4000)
    await succeeded(list)
  })

  test('gives a directory archive to pg_restore', async ({ skip }) => {
    const restore = await server().tool('pg_restore')
    if (restore === null) return skip(`this machine has no pg_restore for ${server().version}`)
    const directory = await mkdtemp(path.join(tmpdir(), 'archive-'))
    await writeFile(path.join(directory, 'toc.dat'), 'nonsense')
    const run = restore.run({ args: ['--list', '{directory}'], directory })
    run.output.resume()
    const { code, errors } = await run.done
    await rm(directory, { recursive: true })
    expect(code).toBe(1)
    expect(errors).toContain('did not find magic string in file header')
  })

  test('says how a program failed', async ({ skip }) => {
    const dump = await server().tool('pg_dump')
    if (dump === null) return skip(`this machine has no pg_dump for ${server().version}`)
    const absent: Connection = { ...server().connection, database: 'absent' }
    const run = dump.run({ args: [], database: absent })
    run.output.resume()
    const { code, errors } = await run.done
    expect(code).toBe(1)
    expect(errors).toContain('database "absent" does not exist')
  })

  test('does without a disk, and keeps statements out of its log', async () => {
    const settings = await query(
      server().connection,
      `SELECT current_setting('fsync') AS fsync, current_setting('log_min_error_statement') AS statements, current_setting('TimeZone') AS zone`,
    )
    if (server().provider === 'url') return
    expect(settings).toEqual([{ fsync: 'off', statements: 'panic', zone: 'UTC' }])
  })
}

async function succeeded(run: ToolRun): Promise<void> {
  expect(await run.done).toMatchObject({ code: 0 })
}
