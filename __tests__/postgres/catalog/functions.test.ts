import { beforeAll, describe, expect, test } from 'vitest'
import type { Attributes, Catalog } from '../../../src/model/catalog.ts'
import { objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { createTestDatabase } from '../../support/database.ts'

const plain: Attributes = {
  kind: 'function',
  arguments: '',
  returns: 'integer',
  language: 'sql',
  body: 'SELECT 1',
  volatility: 'volatile',
  strict: false,
  securityDefiner: false,
  leakproof: false,
  parallel: 'unsafe',
  cost: 100,
  rows: 0,
  settings: [],
  comment: null,
}

/** A statement, the function's name, and what it has that is not plain. */
const functions: readonly (readonly [name: string, sql: string, attributes: Attributes])[] = [
  ['one()', `CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'`, {}],
  [
    'one(integer)',
    `CREATE FUNCTION one(n int DEFAULT 2 + 2) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    { arguments: 'n integer DEFAULT (2 + 2)' },
  ],
  [
    'one(public.role, public.role[])',
    `CREATE FUNCTION one(role, VARIADIC rest role[]) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    { arguments: 'public.role, VARIADIC rest public.role[]' },
  ],
  [
    'many(citext)',
    `CREATE FUNCTION many(ext.citext, OUT a int, OUT b ext.citext) RETURNS SETOF record ROWS 5 COST 7 LANGUAGE sql
      IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'SELECT 1, NULL::ext.citext'`,
    {
      arguments: 'ext.citext, OUT a integer, OUT b ext.citext',
      returns: 'SETOF record',
      body: 'SELECT 1, NULL::ext.citext',
      volatility: 'immutable',
      strict: true,
      leakproof: true,
      parallel: 'safe',
      cost: 7,
      rows: 5,
    },
  ],
  [
    'rows(integer)',
    `CREATE FUNCTION rows(n int) RETURNS TABLE (a int, b text) LANGUAGE sql STABLE PARALLEL RESTRICTED AS $$ SELECT 1, 'x' $$`,
    {
      arguments: 'n integer',
      returns: 'TABLE(a integer, b text)',
      body: " SELECT 1, 'x'",
      volatility: 'stable',
      parallel: 'restricted',
      rows: 1000,
    },
  ],
  [
    'tidy(integer)',
    `CREATE PROCEDURE tidy(INOUT n int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET jit = off AS $$\r
BEGIN  \r
  n := length('a  b');\t\r
END\r
$$`,
    {
      kind: 'procedure',
      arguments: 'INOUT n integer',
      returns: null,
      language: 'plpgsql',
      body: "\nBEGIN\n  n := length('a  b');\nEND",
      securityDefiner: true,
      settings: ['jit=off', 'search_path=public'],
    },
  ],
  [
    'ranked()',
    `CREATE FUNCTION ranked() RETURNS int8 LANGUAGE internal WINDOW AS 'window_row_number'`,
    { kind: 'window', returns: 'bigint', language: 'internal', body: 'window_row_number', cost: 1 },
  ],
  [
    'linked()',
    `CREATE FUNCTION linked() RETURNS trigger LANGUAGE c AS '$libdir/refint', 'check_primary_key'`,
    { returns: 'trigger', language: 'c', body: 'check_primary_key, $libdir/refint', cost: 1 },
  ],
]

describe('functions', () => {
  let catalog: Catalog

  beforeAll(async () => {
    catalog = await readCatalog(
      await createTestDatabase(`
        CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE TYPE role AS ENUM ('a');
        CREATE TYPE span AS RANGE (subtype = int);
        CREATE AGGREGATE summed(int) (SFUNC = int4pl, STYPE = int);
        ${functions.map(([, sql]) => sql).join(';\n')};
        COMMENT ON FUNCTION one() IS 'first'`),
    )
  })

  const named = (name: string) => catalog.objects.get(objectKey({ kind: 'function', schema: 'public', name }))

  test.each(functions)('%s', (name, _, attributes) => {
    const comment = name === 'one()' ? 'first' : null
    expect(named(name)?.attributes).toEqual({ ...plain, ...attributes, comment })
  })

  test('are none of an extension, a range type or an aggregate', () => {
    const names = [...catalog.objects.values()].flatMap(({ id }) => (id.kind === 'function' ? id.name : []))
    expect(names).toEqual(functions.map(([name]) => name).sort())
    expect(catalog.gaps.map(({ kind, count }) => [kind, count])).toContainEqual(['aggregate', 1])
  })

  test('are compared without the schema of an extension', () => {
    expect(named('many(citext)')?.canonical.arguments).toBe('citext, OUT a integer, OUT b citext')
  })

  test('with a body of SQL are compared by its meaning', async () => {
    const bodies = [
      `BEGIN ATOMIC SELECT id FROM t WHERE v IN ('a', 'b') AND date_part('year', ts) > 2020; END`,
      `BEGIN ATOMIC SELECT t.id FROM t WHERE ((t.v)::text = ANY (ARRAY[('a'::varchar)::text, ('b'::varchar)::text])) AND EXTRACT(year FROM ts) > 2020; END`,
      `BEGIN ATOMIC SELECT id FROM t WHERE v IN ('a', 'c') AND date_part('year', ts) > 2020; END`,
    ]
    const [ours, theirs, other] = await Promise.all(
      bodies.map(async (body) => {
        const made = `CREATE TABLE t (id int, v varchar(9), ts timestamp); CREATE FUNCTION f() RETURNS int LANGUAGE sql ${body}`
        const { objects } = await readCatalog(await createTestDatabase(made))
        return objects.get(objectKey({ kind: 'function', schema: 'public', name: 'f()' }))
      }),
    )
    expect(ours?.attributes.body).toContain('BEGIN ATOMIC')
    expect(theirs?.attributes.body).not.toBe(ours?.attributes.body)
    expect(theirs?.canonical.body).toBe(ours?.canonical.body)
    expect(other?.canonical.body).not.toBe(ours?.canonical.body)
  })
})
