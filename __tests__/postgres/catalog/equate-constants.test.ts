import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../src/model/catalog.ts'
import { objectKey } from '../../../src/model/object.ts'
import { equateConstants } from '../../../src/postgres/catalog/equate-constants.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { readLines } from '../../../src/postgres/catalog/read-lines.ts'
import type { Connection } from '../../../src/postgres/server.ts'
import { createTestDatabase, query } from '../../support/database.ts'

/** A column's type, its defaults in two databases, and whether they are one value. */
const defaults: readonly (readonly [name: string, type: string, a: string, b: string, equal: boolean])[] = [
  ['spaced', 'jsonb', `'{"a": 1, "b": 2}'`, `'{"b":2,"a":1}'`, true],
  ['json', 'json', `'{"a": 1}'`, `'{"a":1}'`, true],
  ['json_other', 'json', `'{"a": 1}'`, `'{"a":2}'`, false],
  ['number', 'numeric', '0', '0.00', true],
  ['scaled', 'numeric(6,2)', '1.5', '1.50', true],
  ['number_other', 'numeric', '0', '0.01', false],
  ['quoted', 'integer', '1', `'1'`, true],
  ['negative', 'integer', '-1', `'-1'`, true],
  ['big', 'bigint', '0', `'0'::bigint`, true],
  ['float', 'double precision', '0', `'0.0'`, true],
  ['truth', 'boolean', 'true', `'yes'`, true],
  ['truth_other', 'boolean', 'true', 'false', false],
  ['list', 'text[]', `ARRAY['a', 'b']`, `'{a,b}'`, true],
  ['empty', 'text[]', 'ARRAY[]::text[]', `'{}'`, true],
  ['list_other', 'text[]', `ARRAY['a', 'b']`, `'{b,a}'`, false],
  ['role', 'role', `'a'`, `'a'::text::role`, true],
  ['roles', 'role[]', `ARRAY['a', 'b']::role[]`, `'{a,b}'`, true],
  ['role_other', 'role', `'a'`, `'b'`, false],
  ['moment', 'timestamptz', `'2024-01-01T00:00:00Z'`, `'2024-01-01 01:00:00+01'`, true],
  ['text_case', 'text', `'a'`, `'A'`, false],
  ['text_blank', 'text', `'a'`, `'a '`, false],
  ['insensitive', 'citext', `'a'`, `'A'`, false],
  ['period', 'interval', `'1 day'`, `'24 hours'`, false],
  ['period_same', 'interval', `'1 day'`, `'1 00:00:00'`, true],
  ['bytes', 'bytea', `'\\x00'`, `'\\000'`, true],
  ['place', 'point', `'(1,2)'`, `'1,2'`, true],
  ['computed', 'integer', "length('a')", '1', false],
  ['checked', 'positive', `'1'::text::int`, '1', false],
]

const database = (side: 2 | 3) => `
  CREATE EXTENSION citext;
  CREATE TYPE role AS ENUM ('a', 'b');
  CREATE TABLE log (id int);
  CREATE FUNCTION is_positive(value int) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'called'; END $$;
  CREATE DOMAIN positive AS int CHECK (is_positive(value));
  CREATE TABLE t (${defaults.map((row) => `${row[0]} ${row[1]} DEFAULT ${row[side]}`).join(', ')});
  CREATE TABLE other (id int DEFAULT ${side}, gone text DEFAULT 'x');`

const key = (table: string, name: string) => objectKey({ kind: 'column', schema: 'public', table, name })
const canonical = (catalog: Catalog | null | undefined, name: string, table = 't') =>
  catalog?.objects.get(key(table, name))?.canonical.default

describe('equateConstants', () => {
  let connections: readonly [Connection, Connection]
  let before: readonly Catalog[]
  let after: readonly Catalog[]

  beforeAll(async () => {
    connections = [await createTestDatabase(database(2)), await createTestDatabase(database(3))]
    before = await Promise.all(connections.map((database) => readCatalog(database)))
    after = await equateConstants(before, connections[0])
  })

  test.each(defaults)('%s (%s): %s and %s', (name, _type, _a, _b, equal) => {
    const [a, b] = after.map((catalog) => canonical(catalog, name))
    expect(a === b).toBe(equal)
  })

  test('has work to do: the texts differ', () => {
    const differing = defaults.filter(
      ([name, , , , equal]) => equal && canonical(before[0], name) !== canonical(before[1], name),
    )
    expect(differing.map(([name]) => name)).toEqual(
      expect.arrayContaining(['json', 'number', 'big', 'float', 'list', 'empty', 'roles']),
    )
  })

  test('leaves the attributes and all other objects as they are', () => {
    for (const [index, catalog] of after.entries()) {
      expect([...catalog.objects.keys()]).toEqual([...(before[index]?.objects.keys() ?? [])])
      expect(catalog.gaps).toBe(before[index]?.gaps)
      for (const [each, object] of catalog.objects) {
        expect(object.attributes).toBe(before[index]?.objects.get(each)?.attributes)
      }
    }
    expect(after.map((catalog) => canonical(catalog, 'id', 'other'))).toEqual(['2', '3'])
  })

  test('does not depend on the order of the catalogs', async () => {
    const [b, a] = await equateConstants([...before].reverse(), connections[1])
    for (const [name] of defaults) {
      expect(canonical(a, name)).toBe(canonical(after[0], name))
      expect(canonical(b, name)).toBe(canonical(after[1], name))
    }
  })

  test('compares columns of two types under both', async () => {
    const wide = await createTestDatabase(
      `CREATE TABLE t (a bigint DEFAULT '0', b text DEFAULT '0', c numeric DEFAULT 0.4)`,
    )
    const narrow = await createTestDatabase(
      `CREATE TABLE t (a integer DEFAULT 0, b integer DEFAULT 0, c integer DEFAULT 0)`,
    )
    const [first, second] = await equateConstants([await readCatalog(wide), await readCatalog(narrow)], wide)
    expect(canonical(first, 'a')).toBe(canonical(second, 'a'))
    expect(canonical(first, 'b')).toBe(canonical(second, 'b'))
    expect(canonical(first, 'c')).not.toBe(canonical(second, 'c'))
  })
})

describe('readLines', () => {
  test('reads the lines that exist, with one text for a constant', async () => {
    const production = await createTestDatabase(`CREATE TABLE t (a jsonb DEFAULT '{"x": 1}')`)
    const history = await createTestDatabase(`CREATE TABLE t (a jsonb DEFAULT '{"x":1}')`)
    await query(history, 'CREATE TABLE more (id int)')
    const lines = await readLines({ production, applied: null, history, deployed: null, schema: null })
    expect([lines.applied, lines.deployed, lines.schema]).toEqual([null, null, null])
    expect(canonical(lines.production, 'a')).toBe(canonical(lines.history, 'a'))
    const more = objectKey({ kind: 'table', schema: 'public', name: 'more' })
    expect(lines.history?.objects.has(more)).toBe(true)
    expect(lines.production?.objects.has(more)).toBe(false)
  })

  test('reads a database that is several lines once', async () => {
    const database = await createTestDatabase(`CREATE TABLE t (a numeric DEFAULT 0)`)
    const other = await createTestDatabase(`CREATE TABLE t (a numeric DEFAULT 0.0)`)
    const lines = await readLines({
      production: database,
      applied: other,
      history: other,
      deployed: database,
      schema: null,
    })
    expect(lines.deployed).toBe(lines.production)
    expect(lines.history).toBe(lines.applied)
    expect(lines.history).not.toBe(lines.production)
  })
})
