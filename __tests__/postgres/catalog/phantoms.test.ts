import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../src/model/catalog.ts'
import { objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { createTestDatabase, query } from '../../support/database.ts'

/** Defaults of one meaning and another one: as a person writes them, and as a server before 14 printed them in a dump. */
const defaults: readonly (readonly [
  name: string,
  type: string,
  ours: string,
  theirs: string,
  other: string,
])[] = [
  ['moment', 'timestamptz', 'CURRENT_TIMESTAMP', 'now()', 'clock_timestamp()'],
  ['precise', 'timestamp(3)', 'CURRENT_TIMESTAMP(3)', 'transaction_timestamp()', 'statement_timestamp()'],
  [
    'ancient',
    'timestamptz',
    'now()',
    `('now'::text)::timestamp(6) with time zone`,
    `('today'::text)::timestamptz`,
  ],
  ['day', 'date', 'CURRENT_DATE', `('now'::text)::date`, `('today'::text)::date`],
  [
    'zone',
    'timestamp',
    `now() AT TIME ZONE 'utc'`,
    `timezone('utc'::text, now())`,
    `now() AT TIME ZONE 'cet'`,
  ],
  [
    'year',
    'float8',
    'EXTRACT(year FROM now())',
    `date_part('year'::text, now())`,
    'EXTRACT(month FROM now())',
  ],
  [
    'ms',
    'bigint',
    'EXTRACT(epoch FROM now()) * 1000',
    `(date_part('epoch'::text, now()) * (1000)::double precision)`,
    'EXTRACT(epoch FROM now()) * 100',
  ],
  ['bare', 'text', `trim(both from upper('x'))`, `btrim(upper('x'::text))`, `trim(leading from upper('x'))`],
  [
    'part',
    'text',
    `substring(upper('x') from 2 for 3)`,
    `"substring"(upper('x'::text), 2, 3)`,
    `substring(upper('x') from 3 for 2)`,
  ],
  [
    'place',
    'int',
    `position('a' in upper('x'))`,
    `"position"(upper('x'::text), 'a'::text)`,
    `position(upper('x') in 'a')`,
  ],
  [
    'over',
    'text',
    `overlay(upper('x') placing 'y' from 1)`,
    `"overlay"(upper('x'::text), 'y'::text, 1)`,
    `overlay('y' placing upper('x') from 1)`,
  ],
  ['key', 'uuid', 'uuid_generate_v4()', 'public.uuid_generate_v4()', 'uuid_generate_v1()'],
  ['cast', 'text', 'gen_random_uuid()', '(gen_random_uuid())::text', `upper((gen_random_uuid())::text)`],
  ['none', 'varchar(9)', 'NULL', 'NULL::varchar', `'NULL'`],
  ['word', 'varchar(9)', `'x'`, `'x'::text`, `'X'`],
  ['role', 'role', `'a'`, `'a'::text::role`, `'b'`],
]

const canonical = (catalog: Catalog, name: string) =>
  catalog.objects.get(objectKey({ kind: 'column', schema: 'public', table: 't', name }))?.canonical.default

describe('defaults', () => {
  let read: readonly Catalog[]

  beforeAll(async () => {
    const databases = [2, 3, 4].map(async (side) => {
      const columns = defaults.map((row) => `"${row[0]}" ${row[1]} DEFAULT (${row[side]})`)
      return createTestDatabase(
        `CREATE EXTENSION "uuid-ossp"; CREATE TYPE role AS ENUM ('a', 'b'); CREATE TABLE t (${columns.join(', ')})`,
      )
    })
    read = await Promise.all((await Promise.all(databases)).map((database) => readCatalog(database)))
  })

  test.each(defaults)('%s (%s): %s is %s, and is not %s', (name) => {
    const [ours, theirs, other] = read.map((catalog) => canonical(catalog, name))
    expect(ours).toBeDefined()
    expect(theirs).toBe(ours)
    expect(other).not.toBe(ours)
  })
})

describe('what a dump makes of an index', () => {
  const table = `CREATE TYPE role AS ENUM ('a', 'b');
    CREATE TABLE t (id int, v varchar(20), c char(3), x text, role role, ts timestamp, tz timestamptz);`
  const indexes = [
    `CREATE INDEX i0 ON t (id) WHERE v IN ('a', 'b')`,
    `CREATE INDEX i1 ON t (id) WHERE v NOT IN ('a', 'b') AND x = 'q'`,
    `CREATE INDEX i2 ON t ((x || v)) WHERE role IN ('a', 'b')`,
    `CREATE INDEX i3 ON t (date(tz AT TIME ZONE 'UTC'), lower(v) text_pattern_ops)`,
    `CREATE INDEX i4 ON t ((CASE WHEN v IN ('a', 'b') THEN 1 ELSE 2 END)) WHERE c IN ('a', 'b') AND v LIKE 'a%'`,
    `CREATE INDEX i5 ON t (trim(v), substring(v from 2)) WHERE v = ANY (ARRAY['a', 'b']::text[])`,
    `CREATE UNIQUE INDEX i6 ON t (EXTRACT(year FROM ts) DESC) WHERE v::text = ANY (ARRAY['x'::varchar, 'y']::text[])`,
  ]

  test('has other texts and the same canonical ones', async () => {
    const written = await createTestDatabase(table + indexes.join(';'))
    const printed = await query(
      written,
      `SELECT pg_get_indexdef(indexrelid) AS text FROM pg_index WHERE indrelid = 't'::regclass`,
    )
    const restored = await createTestDatabase(table + printed.map(({ text }) => text).join(';'))
    const [before, after] = [await readCatalog(written), await readCatalog(restored)]
    const differing = [...before.objects].filter(
      ([key, { attributes }]) =>
        JSON.stringify(attributes) !== JSON.stringify(after.objects.get(key)?.attributes),
    )
    expect(differing.length).toBeGreaterThan(2)
    expect([...after.objects].map(([key, object]) => [key, object.canonical])).toEqual(
      [...before.objects].map(([key, object]) => [key, object.canonical]),
    )
  })

  test('differs where the index does', async () => {
    const predicates = [
      `v IN ('a', 'b')`,
      `v IN ('a', 'c')`,
      `v IN ('b', 'a')`,
      `v NOT IN ('a', 'b')`,
      `x IN ('a', 'b')`,
    ]
    const catalog = await readCatalog(
      await createTestDatabase(
        table + predicates.map((each, index) => `CREATE INDEX i${index} ON t (id) WHERE ${each}`).join(';'),
      ),
    )
    const texts = [...catalog.objects.values()].flatMap(({ id, canonical }) =>
      id.kind === 'index' ? [canonical.predicate] : [],
    )
    expect(new Set(texts).size).toBe(predicates.length)
  })
})
