/** How tables are stored, and who may reach their rows. */
import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../../src/model/catalog.ts'
import { objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { createTestDatabase } from '../../support/database.ts'

let catalog: Catalog
beforeAll(async () => {
  catalog = await readCatalog(
    await createTestDatabase(`
      CREATE TYPE pair AS (x int, y int);
      CREATE TABLE typed OF pair;
      CREATE TABLE t (id int, "Name" text NOT NULL);
      ALTER TABLE t SET (fillfactor = 70, toast.autovacuum_enabled = false);
      CREATE UNIQUE INDEX key ON t ("Name"); ALTER TABLE t REPLICA IDENTITY USING INDEX key;
      CREATE UNIQUE INDEX gone ON typed (x); ALTER TABLE typed ALTER x SET NOT NULL;
      ALTER TABLE typed REPLICA IDENTITY USING INDEX gone; DROP INDEX gone;
      ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE typed FORCE ROW LEVEL SECURITY;
      CREATE TABLE forced (id int); ALTER TABLE forced ENABLE ROW LEVEL SECURITY; ALTER TABLE forced FORCE ROW LEVEL SECURITY;
      CREATE POLICY one ON t AS RESTRICTIVE FOR UPDATE TO pg_read_all_stats, pg_monitor
        USING ("Name"::varchar IN ('a', 'b')) WITH CHECK (true);
      CREATE POLICY two ON t;
      CREATE TABLE ranges (id int) PARTITION BY RANGE (id); CREATE TABLE part PARTITION OF ranges DEFAULT;
      CREATE POLICY of_part ON part; CREATE TABLE _prisma_migrations (id int); CREATE POLICY own ON _prisma_migrations;`),
  )
})

const table = (name: string) =>
  catalog.objects.get(objectKey({ kind: 'table', schema: 'public', name }))?.attributes
const policy = (name: string) =>
  catalog.objects.get(objectKey({ kind: 'policy', schema: 'public', table: 't', name }))

test('parameters of the table and of its TOAST table, and the columns of its replica identity', () => {
  expect(table('t')).toMatchObject({
    accessMethod: 'heap',
    ofType: null,
    options: ['fillfactor=70', 'toast.autovacuum_enabled=false'],
    replicaIdentity: 'index ("Name")',
  })
})

test('a typed table; an index that is gone identifies nothing', () => {
  expect(table('typed')).toMatchObject({ ofType: 'public.pair', replicaIdentity: 'default' })
})

test('row-level security: what is forced and not on is off', () => {
  expect([table('t'), table('forced'), table('typed')].map((each) => each?.rowSecurity)).toEqual([
    'on',
    'forced',
    'off',
  ])
})

test('policies, their roles sorted and their conditions by meaning', () => {
  expect(policy('one')).toMatchObject({
    attributes: {
      permissive: false,
      command: 'UPDATE',
      roles: ['pg_monitor', 'pg_read_all_stats'],
      check: 'true',
    },
    canonical: { using: `("Name"::character varying::text = ANY(ARRAY['a', 'b']))` },
    parent: objectKey({ kind: 'table', schema: 'public', name: 't' }),
  })
  expect(policy('two')?.attributes).toEqual({
    permissive: true,
    command: 'ALL',
    roles: ['public'],
    using: null,
    check: null,
    comment: null,
  })
})

test('policies of partitions and of Prisma’s own table are left out', () => {
  const names = [...catalog.objects.values()]
    .filter(({ id }) => id.kind === 'policy')
    .map(({ id }) => id.name)
  expect(names).toEqual(['one', 'two'])
})
