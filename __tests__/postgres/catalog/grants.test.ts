import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../src/model/catalog.ts'
import { type ObjectId, objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { createTestDatabase, query, testServer } from '../../support/database.ts'

const sql = `
  CREATE SCHEMA other;
  CREATE TYPE role AS ENUM ('a'); CREATE DOMAIN d AS int; CREATE TYPE pair AS (x int); CREATE TYPE r AS RANGE (subtype = int);
  CREATE SEQUENCE free;
  CREATE TABLE t (id serial, name text);
  CREATE TABLE plain (id int);
  CREATE VIEW v AS SELECT name FROM t;
  CREATE MATERIALIZED VIEW m AS SELECT name FROM t;
  CREATE FUNCTION f(a int, b text[]) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
  CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
  GRANT USAGE ON SCHEMA other TO pg_monitor;
  GRANT SELECT, INSERT ON t TO pg_monitor WITH GRANT OPTION; GRANT SELECT ON t, v, m TO PUBLIC;
  GRANT UPDATE (name) ON t TO pg_monitor; GRANT UPDATE (name) ON v TO pg_monitor;
  GRANT USAGE ON SEQUENCE free, t_id_seq TO pg_monitor;
  REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; GRANT EXECUTE ON FUNCTION f TO pg_monitor;
  GRANT ALL ON FUNCTION g TO PUBLIC; GRANT ALL ON plain TO CURRENT_USER;
  REVOKE USAGE ON TYPE role, d, r FROM PUBLIC; GRANT USAGE ON TYPE pair TO pg_monitor;
`

describe('rights', () => {
  let database: Connection
  let catalog: Catalog

  beforeAll(async () => {
    database = await createTestDatabase(sql)
    catalog = await readCatalog(database, { grants: true })
  })

  const grants = (id: ObjectId) => catalog.objects.get(objectKey(id))?.attributes.grants
  const inPublic = (kind: 'table' | 'view' | 'materialized-view' | 'sequence' | 'function', name: string) =>
    grants({ kind, schema: 'public', name })
  const column = (name: string) => grants({ kind: 'column', schema: 'public', table: 't', name })

  test('of schemas, tables, views and columns', () => {
    expect(grants({ kind: 'schema', name: 'other' })).toEqual(['pg_monitor: USAGE'])
    expect(inPublic('table', 't')).toEqual([
      'PUBLIC: SELECT',
      'pg_monitor: INSERT WITH GRANT OPTION, SELECT WITH GRANT OPTION',
    ])
    expect(inPublic('view', 'v')).toEqual(['PUBLIC: SELECT', 'pg_monitor (name): UPDATE'])
    expect(inPublic('materialized-view', 'm')).toEqual(['PUBLIC: SELECT'])
    expect(column('name')).toEqual(['pg_monitor: UPDATE'])
  })

  test('of sequences: those of a column are its own', () => {
    expect(inPublic('sequence', 'free')).toEqual(['pg_monitor: USAGE'])
    expect(column('id')).toEqual(['pg_monitor (its sequence): USAGE'])
  })

  test('of functions and types, with what was taken away', () => {
    expect(inPublic('function', 'f(integer, text[])')).toEqual(['PUBLIC: no EXECUTE', 'pg_monitor: EXECUTE'])
    for (const [kind, name] of [
      ['enum', 'role'],
      ['domain', 'd'],
      ['range', 'r'],
    ] as const)
      expect(grants({ kind, schema: 'public', name })).toEqual(['PUBLIC: no USAGE'])
    expect(grants({ kind: 'composite', schema: 'public', name: 'pair' })).toEqual(['pg_monitor: USAGE'])
  })

  test('as an object begins are none, whether they are written out or not', () => {
    expect(inPublic('function', 'g()')).toEqual([])
    expect(inPublic('table', 'plain')).toEqual([])
  })

  test('are read only where they are asked for', async () => {
    const { objects } = await readCatalog(database)
    expect([...objects.values()].filter(({ attributes }) => 'grants' in attributes)).toEqual([])
  })

  test('of `public` are the same whichever version it was born on', async () => {
    const old = await (await testServer()).createDatabase('born_on_14')
    await query(old, 'GRANT CREATE ON SCHEMA public TO PUBLIC')
    const { objects } = await readCatalog(old, { grants: true })
    expect(objects.get(objectKey({ kind: 'schema', name: 'public' }))?.attributes.grants).toEqual(
      grants({ kind: 'schema', name: 'public' }),
    )
  })
})
