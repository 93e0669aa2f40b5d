import { execFile, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { connectionUrl } from '../../../src/postgres/connection-url.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { bridgeEnvironment, quietEnvironment } from '../../../src/prisma/cli/bridge-environment.ts'
import { createTestDatabase, query } from '../../support/database.ts'
import { everyCombination } from '../../support/every-combination.ts'
import { datasource, prismaFolder, project, workspace } from './support.ts'

const url = (major: number) => (major === 7 ? '' : 'SURELY_NOT_SET_')

/** A real workspace with migrations, and its real CLI on a database. */
function cliOn(major: 5 | 6 | 7, database: Connection, shadow?: Connection) {
  const { workingDirectory } = workspace(
    major,
    project(
      `${datasource(major)}model User {\n  id Int @id @default(autoincrement())\n  email String @unique\n}\n`,
    ),
  )
  const migrations = join(workingDirectory, 'prisma/migrations')
  const add = (name: string, sql: string) => {
    mkdirSync(join(migrations, name), { recursive: true })
    writeFileSync(join(migrations, name, 'migration.sql'), sql)
  }
  add('20250101000000_init', 'DO $$ BEGIN PERFORM 1; END $$; CREATE TABLE "User" (id serial PRIMARY KEY);')
  add(
    '20250102000000_mail',
    'ALTER TABLE "User" ADD email text NOT NULL; CREATE UNIQUE INDEX "User_email_key" ON "User"(email);',
  )
  writeFileSync(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
  if (major === 7) {
    const shadowUrl = shadow ? `, shadowDatabaseUrl: ${JSON.stringify(connectionUrl(shadow))}` : ''
    writeFileSync(
      join(workingDirectory, 'prisma.config.mjs'),
      `export default { schema: 'prisma/schema.prisma', datasource: { url: process.env.URL${shadowUrl} } }`,
    )
  }
  const env = {
    ...process.env,
    ...quietEnvironment,
    ...bridgeEnvironment(major),
    URL: connectionUrl(database),
    [`${url(major)}URL`]: connectionUrl(database),
    [`${url(major)}DIRECT_URL`]: connectionUrl(database),
  }
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const program = join(prismaFolder(major), 'build/index.js')
      execFile(process.execPath, [program, ...args], { cwd: workingDirectory, env }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })
  return { run, add, workingDirectory }
}

describe.each([5, 6, 7] as const)('the real CLI of Prisma %i behind our bridge', (major) => {
  const schema = 'prisma/schema.prisma'
  const live = major === 7 ? ['--from-config-datasource'] : ['--from-schema-datasource', schema]
  const model = [major === 7 ? '--to-schema' : '--to-schema-datamodel', schema]

  test('deploys, knows its history, diffs and pulls', async () => {
    const database = await createTestDatabase()
    const { run } = cliOn(major, database)
    expect(await run('migrate', 'deploy')).toMatchObject({
      code: 0,
      out: expect.stringContaining('All migrations have been successfully applied'),
    })
    const [status, diff, pull] = await Promise.all([
      run('migrate', 'status'),
      run('migrate', 'diff', ...live, ...model, '--exit-code'),
      run('db', 'pull', '--print'),
    ])
    expect(status).toMatchObject({ code: 0, out: expect.stringContaining('Database schema is up to date') })
    expect(diff).toMatchObject({ code: 0, out: expect.stringContaining('No difference detected') })
    expect(pull).toMatchObject({ code: 0, out: expect.stringMatching(/email +String +@unique/) })
  })

  const isAsked = major === 7 || everyCombination
  test.runIf(isAsked)(
    'tells what Postgres said of a migration that fails, without values; resolves, pushes, executes',
    async () => {
      const database = await createTestDatabase()
      const { run, add, workingDirectory } = cliOn(major, database)
      add('20250103000000_bad', "INSERT INTO \"User\" (email) VALUES ('secret'), ('secret');")
      const failed = await run('migrate', 'deploy')
      expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('P3018') })
      expect(failed.err).toContain('20250103000000_bad')
      expect(failed.err).toContain('23505')
      expect(failed.err + failed.out).not.toContain('secret')
      expect(await run('migrate', 'resolve', '--rolled-back', '20250103000000_bad')).toMatchObject({
        code: 0,
      })

      await query(database, 'ALTER TABLE "User" ADD age int')
      writeFileSync(join(workingDirectory, 'x.sql'), 'CREATE TABLE executed (id int)')
      const [diff, execute] = await Promise.all([
        run('migrate', 'diff', ...live, ...model, '--exit-code'),
        run('db', 'execute', '--file', 'x.sql', ...(major === 7 ? [] : ['--schema', schema])),
      ])
      expect(diff).toMatchObject({ code: 2, out: expect.stringContaining('Removed column `age`') })
      expect(execute).toMatchObject({ code: 0 })
      const push = await run('db', 'push', '--accept-data-loss', ...(major === 7 ? [] : ['--skip-generate']))
      expect(push).toMatchObject({ code: 0 })
      const left =
        "SELECT to_regclass('executed') AS executed, count(*)::int AS columns FROM pg_attribute WHERE attrelid = '\"User\"'::regclass AND attnum > 0 AND NOT attisdropped"
      expect(await query(database, left)).toEqual([{ executed: null, columns: 2 }])
    },
  )
})

test('migrations are replayed in the shadow database, which is emptied first', async () => {
  const [database, shadow] = await Promise.all([
    createTestDatabase('CREATE TABLE kept ()'),
    createTestDatabase('CREATE TABLE "User" ()'),
  ])
  const { run } = cliOn(7, database, shadow)
  const diff = await run(
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema.prisma',
    '--exit-code',
  )
  expect(diff).toMatchObject({ code: 0, out: expect.stringContaining('No difference detected') })
  expect(await query(database, "SELECT to_regclass('kept') IS NOT NULL AS kept")).toEqual([{ kept: true }])
})

test('two live databases are compared, and neither is changed', async () => {
  const [one, two] = await Promise.all([
    createTestDatabase('CREATE TABLE a (id int PRIMARY KEY)'),
    createTestDatabase('CREATE TABLE b (id int PRIMARY KEY)'),
  ])
  const { run } = cliOn(6, one)
  const diff = await run(
    'migrate',
    'diff',
    '--from-url',
    connectionUrl(one),
    '--to-url',
    connectionUrl(two),
    '--exit-code',
  )
  expect(diff).toMatchObject({
    code: 2,
    out: expect.stringMatching(/Added tables\n {2}- b\n[\s\S]*Removed tables\n {2}- a/),
  })
  expect(await query(two, "SELECT to_regclass('b') IS NOT NULL AS kept")).toEqual([{ kept: true }])
})

test('a database that is not there is made by `deploy`, and missed by `status`', async () => {
  const database = { ...(await createTestDatabase()), database: `bridge_${process.pid}` }
  const { run } = cliOn(7, database)
  try {
    const status = await run('migrate', 'status')
    expect(status).toMatchObject({ code: 1, err: expect.stringContaining('P1003') })
    expect(await run('migrate', 'deploy')).toMatchObject({ code: 0, out: expect.stringContaining('created') })
  } finally {
    await query({ ...database, database: 'postgres' }, `DROP DATABASE IF EXISTS ${database.database}`)
  }
})

test.each([
  ['a method that it does not have', { id: 1, method: 'nonsense', params: {} }, /no method nonsense/],
  [
    'a panic',
    { id: 2, method: 'introspect', params: { schema: { files: [] }, baseDirectoryPath: '/' } },
    /./,
  ],
  ['a crash for tests', { id: 3, method: 'debugPanic' }, /no method debugPanic/],
  [
    'what only the native engine does',
    { id: 5, method: 'createMigration', params: {} },
    /native schema engine/,
  ],
  ['no database', { id: 4, method: 'applyMigrations', params: {} }, /./],
])('the bridge answers %s with an error, never a panic, and ends with 0', async (_name, request, message) => {
  const answer = await ask(7, ['--datasource', '{"url":"postgresql://u:pa55@localhost:1/d"}'], '', request)
  expect(answer).toMatchObject({
    id: request.id,
    error: { data: { is_panic: false, message: expect.stringMatching(message) } },
  })
  expect(JSON.stringify(answer)).not.toContain('pa55')
})

/** Sends one request to the bridge itself; it must then end with 0. */
async function ask(major: number, args: readonly string[], database: string, request: object) {
  const environment = bridgeEnvironment(major)
  const child = spawn(environment.PRISMA_SCHEMA_ENGINE_BINARY ?? '', args, {
    env: {
      ...process.env,
      ...environment,
      SURELY_NOT_SET_URL: database,
      SURELY_NOT_SET_DIRECT_URL: database,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.stdin.end(`${JSON.stringify({ jsonrpc: '2.0', ...request })}\n`)
  const lines = (await text(child.stdout)).trim().split('\n')
  expect(await ended).toBe(0)
  return JSON.parse(lines.at(-1) ?? '')
}
