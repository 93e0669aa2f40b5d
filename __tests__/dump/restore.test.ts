import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/postgres/server.ts'
import { query, testServer } from '../support/database.ts'
import { failureOf, type Restored, restore, temporaryFolder } from './support.ts'

const folder = await temporaryFolder()
let count = 0

const header = (version: string) =>
  `--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version ${version}\n\n`
const footer = '\n--\n-- PostgreSQL database dump complete\n--\n'

async function write(sql: string | Buffer): Promise<string> {
  const path = join(folder, `script ${++count}.sql`)
  await writeFile(path, sql)
  return path
}
const restoreSql = async (sql: string | Buffer, server?: Server): Promise<Restored> =>
  restore(await write(sql), server && { server })

describe('goes on without what a check does not need', () => {
  test('roles, owners, privileges, tablespaces, subscriptions, settings of newer versions', async () => {
    const { database, notes } = await restoreSql(`
      \\restrict abc
      SET transaction_timeout = 0;
      SET default_tablespace = fast;
      SET default_table_access_method = columnar;
      CREATE SCHEMA public;
      COMMENT ON EXTENSION plpgsql IS 'x';
      CREATE EXTENSION plpgsql;
      CREATE TABLE t (id int PRIMARY KEY USING INDEX TABLESPACE fast) TABLESPACE slow;
      ALTER TABLE t OWNER TO nobody_here;
      GRANT ALL ON t TO nobody_here;
      ALTER DEFAULT PRIVILEGES FOR ROLE nobody_here GRANT ALL ON TABLES TO nobody_here;
      SECURITY LABEL FOR anon ON COLUMN t.id IS 'MASKED';
      CREATE SUBSCRIPTION s CONNECTION 'host=192.0.2.1 password=secret' PUBLICATION p;
      CREATE PUBLICATION fine FOR TABLE t;
      CREATE PUBLICATION broken FOR TABLE missing;
      ALTER PUBLICATION broken ADD TABLE t;
      CREATE EXTENSION IF NOT EXISTS pg_wait_sampling;
      \\unrestrict abc`)
    expect(await query(database, 'SELECT pubname FROM pg_publication')).toEqual([{ pubname: 'fine' }])
    expect(await query(database, "SELECT relname FROM pg_class WHERE relname = 't'")).toHaveLength(1)
    const left = notes.at(-1) ?? ''
    for (const what of [
      'owners',
      'privileges',
      'publications',
      'security labels',
      'settings this server',
      'subscriptions',
      'tablespaces',
    ])
      expect(left).toContain(what)
    expect(notes.join()).not.toContain('secret')
  })

  test('policies keep working: their roles are made', async () => {
    const { database } = await restoreSql(`
      CREATE TABLE t (id int);
      ALTER TABLE t ENABLE ROW LEVEL SECURITY;
      CREATE POLICY p ON t TO "Dump test; role", dump_test_role, PUBLIC USING (id > 0);
      BEGIN;
      CREATE POLICY q ON t TO dump_test_other USING (true);
      INSERT INTO t VALUES (1);
      COMMIT;`)
    expect(
      await query(database, 'SELECT policyname::text, roles::text[] FROM pg_policies ORDER BY 1'),
    ).toEqual([
      { policyname: 'p', roles: ['public'] },
      { policyname: 'q', roles: ['dump_test_other'] },
    ])
    expect(await query(database, 'SELECT id FROM t')).toEqual([{ id: 1 }])
    const roles = await query(
      database,
      `SELECT rolcanlogin FROM pg_roles WHERE rolname IN ('Dump test; role', 'dump_test_role', 'dump_test_other')`,
    )
    expect(roles).toEqual([{ rolcanlogin: false }, { rolcanlogin: false }, { rolcanlogin: false }])
  })

  test('a dump of pg_dumpall with one database of its own', async () => {
    const { database } = await restoreSql(
      [
        '--\n-- PostgreSQL database cluster dump\n--\n\nSET default_transaction_read_only = off;\n',
        "CREATE ROLE app;\nALTER ROLE app WITH LOGIN PASSWORD 'secret';\n",
        '\\connect template1\n',
        header('15.4'),
        "SET statement_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);",
        footer,
        'CREATE DATABASE app WITH TEMPLATE = template0;\nALTER DATABASE app OWNER TO app;\n',
        '\\connect app\n',
        header('15.4'),
        "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.t (id int);\nCOPY public.t (id) FROM stdin;\n1\n\\.\n",
        footer,
        '\\connect postgres\nSET statement_timeout = 0;\n',
        '--\n-- PostgreSQL database cluster dump complete\n--\n',
      ].join('\n'),
    )
    expect(await query(database, 'SELECT id FROM t')).toEqual([{ id: 1 }])
  })

  test('large objects, and rows in another encoding', async () => {
    const latin1 = Buffer.from(
      'SET client_encoding = \'LATIN1\';\nCREATE TABLE t ("é" text);\nINSERT INTO t VALUES (\'è\');\nCOPY t ("é") FROM stdin;\nü\n\\.\n',
      'latin1',
    )
    const { database } = await restoreSql(latin1)
    expect(await query(database, 'SELECT "é" AS x FROM t ORDER BY 1')).toEqual([{ x: 'è' }, { x: 'ü' }])
    const blobs = await restoreSql(
      "SELECT pg_catalog.lo_create('4711');\nBEGIN;\nSELECT pg_catalog.lo_open('4711', 131072);\nSELECT pg_catalog.lowrite(0, '\\x6162');\nSELECT pg_catalog.lo_close(0);\nCOMMIT;",
    )
    expect(await query(blobs.database, "SELECT lo_get(4711) = '\\x6162' AS same")).toEqual([{ same: true }])
  })
})

describe('stops, and says where, at what, and what to do', () => {
  test('an absent extension', async () => {
    const failure = await failureOf(
      restoreSql('CREATE TABLE t (id int);\n\nCREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;\n'),
    )
    expect(failure).toMatchObject({ code: 'extension-missing', location: { line: 3 } })
    expect(failure.message).toContain('"postgis"')
    expect(failure.next[0]).toContain('postgis/postgis')
  })

  test('a server too old for the dump, but only where the syntax is the reason', async () => {
    const sql = `${header('99.1')}CREATE TABLE t (id int) WITH_NEW_THINGS;${footer}`
    expect(await failureOf(restoreSql(sql))).toMatchObject({ code: 'server-too-old', location: { line: 7 } })
    const same = await failureOf(restoreSql(sql.replace('99.1', '11.1')))
    expect(same.code).toBe('restore-failed')
    const { facts } = await restoreSql(`${header('99.1')}SET brand_new = 1;${footer}`)
    expect(facts.version).toBe('99.1')
  })

  test('a row that breaks a COPY: line, table and column, never the value', async () => {
    const failure = await failureOf(
      restoreSql('CREATE TABLE t (a int, b int);\nCOPY t (a, b) FROM stdin;\n1\t2\n3\tsecret-value\n\\.\n'),
    )
    expect(failure).toMatchObject({ code: 'restore-failed', location: { line: 4 } })
    expect(failure.message).toMatch(/COPY t .*line 4.*"b".*invalid input syntax for type integer/)
    expect(failure.message).not.toContain('secret')
  })

  test('a row that breaks a constraint', async () => {
    const failure = await failureOf(
      restoreSql(
        "CREATE TABLE t (a text UNIQUE);\nINSERT INTO t VALUES ('secret');\nINSERT INTO t\nVALUES ('secret');",
      ),
    )
    expect(failure).toMatchObject({ code: 'restore-failed', location: { line: 3 } })
    expect(failure.message).toMatch(/INSERT INTO t .*unique/)
    expect(failure.message).not.toContain('secret')
  })

  test('the exact line inside a statement of many lines', async () => {
    const failure = await failureOf(
      restoreSql('SELECT 1;\nCREATE TABLE public."T"\n(\n  "é語🐘" int,\n  b missing_type\n);'),
    )
    expect(failure).toMatchObject({ code: 'restore-failed', location: { line: 5 } })
    expect(failure.message).toContain('CREATE TABLE public."T"')
  })

  test.each([
    [
      'several databases',
      '\\connect a\nCREATE TABLE t (id int);\n\\connect b\nCREATE TABLE t (id int);',
      /several databases \(a and b\)/,
    ],
    ['what only psql can do', 'SELECT 1;\n\\i other.sql\n', /\\i/],
    ['an unknown encoding', "SET client_encoding = 'MULE_INTERNAL';", /MULE_INTERNAL/],
    [
      'bytes that are no text',
      Buffer.from("INSERT INTO t VALUES ('\xff');", 'latin1'),
      /no text in its encoding, UTF8/,
    ],
  ])('%s', async (_, sql, message) => {
    const failure = await failureOf(restoreSql(sql))
    expect(failure.code).toBe('dump-unrecognised')
    expect(failure.message).toMatch(message)
  })

  test('an archive without pg_restore, while a plain dump needs none', async () => {
    const server: Server = { ...(await testServer()), tool: async () => null }
    const archive = Buffer.concat([Buffer.from('PGDMP'), Buffer.from([1, 14, 0, 4, 8, 1]), Buffer.alloc(200)])
    expect(await failureOf(restoreSql(archive, server))).toMatchObject({ code: 'restore-tool-missing' })
    expect((await restoreSql('CREATE TABLE t (id int);', server)).facts.format).toBe('plain')
  })

  test('an archive of a newer pg_dump than the pg_restore here', async () => {
    const archive = Buffer.concat([Buffer.from('PGDMP'), Buffer.from([1, 99, 0, 4, 8, 1]), Buffer.alloc(200)])
    const failure = await failureOf(restoreSql(archive))
    expect(failure.code).toBe('restore-tool-missing')
    expect(failure.message).toMatch(/newer pg_dump/)
  })
})

describe('opening', () => {
  test('a missing file', async () => {
    expect((await failureOf(restore(join(folder, 'nothing.sql')))).code).toBe('input-missing')
  })
  test('a file that is no dump, by whatever name', async () => {
    const failure = await failureOf(restoreSql('<html>'))
    expect(failure).toMatchObject({ code: 'dump-unrecognised', message: expect.stringContaining('web page') })
  })
  test('another file than the one that is wanted', async () => {
    const path = await write('SELECT 1;')
    const sha256 = '17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a'
    expect(await failureOf(restore(path, { sha256: 'ab'.repeat(32) }))).toMatchObject({
      code: 'dump-hash-mismatch',
    })
    expect((await restore(path, { sha256: sha256.toUpperCase() })).facts.sha256).toBe(sha256)
  })
  test('a folder without a dump', async () => {
    expect((await failureOf(restore(folder))).code).toBe('dump-unrecognised')
  })
})
