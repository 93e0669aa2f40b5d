import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../../src/model/catalog.ts'
import { objectKey, objectName } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { createTestDatabase, query } from '../../support/database.ts'

const base = `
  CREATE TYPE role AS ENUM ('a', 'b');
  CREATE TABLE t (id int PRIMARY KEY, v varchar(20), x text, role role, ts timestamp, tz timestamptz, n numeric(10, 2), f float8, parent int);
  CREATE TABLE u (tid int, amount numeric, at timestamptz);`

const viewNamed = (catalog: Catalog, name: string, kind: 'view' | 'materialized-view' = 'view') =>
  catalog.objects.get(objectKey({ kind, schema: 'public', name }))

describe('views', () => {
  let catalog: Catalog

  beforeAll(async () => {
    catalog = await readCatalog(
      await createTestDatabase(`${base}
        CREATE EXTENSION pg_stat_statements;
        CREATE VIEW plain AS SELECT id, v AS "Quoted name" FROM t;
        CREATE VIEW guarded WITH (security_barrier, check_option = local) AS SELECT id FROM t WHERE id > 0;
        CREATE VIEW unguarded WITH (security_barrier = off) AS SELECT id FROM t;
        ALTER VIEW guarded ALTER id SET DEFAULT 1 + 1;
        CREATE VIEW nothing AS SELECT;
        COMMENT ON VIEW plain IS 'as it is';
        CREATE MATERIALIZED VIEW stored WITH (fillfactor = 70) AS SELECT EXTRACT(year FROM ts) AS year, array_agg(f) AS all FROM t GROUP BY 1 WITH NO DATA;
        CREATE UNIQUE INDEX stored_key ON stored (year) WHERE year > 0;
        CREATE INDEX stored_year ON stored (year DESC);
        CREATE RULE written AS ON INSERT TO plain DO INSTEAD NOTHING;`),
    )
  })

  test('are read with their query, columns and options', () => {
    expect(viewNamed(catalog, 'plain')?.attributes).toEqual({
      definition: expect.stringMatching(/^SELECT .*v AS "Quoted name"\n +FROM public\.t$/s),
      columns: ['id integer', '"Quoted name" character varying(20)'],
      options: [],
      comment: 'as it is',
    })
    expect(viewNamed(catalog, 'guarded')?.attributes).toMatchObject({
      columns: ['id integer DEFAULT (1 + 1)'],
      options: ['check_option=local', 'security_barrier=true'],
    })
    expect(viewNamed(catalog, 'nothing')?.attributes).toMatchObject({ columns: [] })
    expect(viewNamed(catalog, 'stored', 'materialized-view')?.attributes).toMatchObject({
      columns: ['year numeric', '"all" double precision[]'],
      options: ['fillfactor=70'],
    })
  })

  test('have one text for each meaning of an option, and of what EXTRACT gives', () => {
    expect(viewNamed(catalog, 'guarded')?.canonical.options).toEqual([
      'check_option=local',
      'security_barrier=true',
    ])
    expect(viewNamed(catalog, 'unguarded')?.canonical.options).toEqual([])
    expect(viewNamed(catalog, 'stored', 'materialized-view')?.canonical.columns).toEqual([
      'year numeric',
      '"all" numeric[]',
    ])
  })

  test('that are materialized are the parents of their indexes', () => {
    const parent = objectKey({ kind: 'materialized-view', schema: 'public', name: 'stored' })
    const indexes = [...catalog.objects.values()].filter((object) => object.parent === parent)
    expect(indexes.map(({ id }) => [id.kind, objectName(id)])).toEqual([
      ['index', 'stored.stored_year'],
      ['unique', 'stored.stored_key'],
    ])
    expect(indexes[1]?.attributes).toMatchObject({ columns: ['year'], predicate: '(year > (0)::numeric)' })
  })

  test('are not those of extensions, and a rule on one is a gap', () => {
    const names = [...catalog.objects.values()].flatMap(({ id }) => (id.kind === 'view' ? id.name : []))
    expect(names).toEqual(['guarded', 'nothing', 'plain', 'unguarded'])
    expect(catalog.gaps.map(({ kind, count }) => [kind, count])).toContainEqual(['rule', 1])
  })
})

/** A query as a person writes it, as a server before 14 printed it in a dump, and one of another meaning. */
const queries: readonly (readonly [name: string, ours: string, theirs: string, other: string])[] = [
  [
    'varchar IN',
    `SELECT id FROM t WHERE v IN ('a', 'b')`,
    `SELECT t.id FROM t WHERE ((t.v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))`,
    `SELECT id FROM t WHERE v IN ('a', 'c')`,
  ],
  [
    'CASE',
    `SELECT CASE WHEN v IN ('a', 'b') THEN 'yes' ELSE 'no' END AS y FROM t`,
    `SELECT CASE WHEN ((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])) THEN 'yes'::text ELSE 'no'::text END AS y FROM t`,
    `SELECT CASE WHEN v IN ('a', 'b') THEN 'no' ELSE 'yes' END AS y FROM t`,
  ],
  [
    'EXTRACT',
    `SELECT EXTRACT(year FROM ts) AS y FROM t GROUP BY EXTRACT(year FROM ts) ORDER BY EXTRACT(year FROM ts)`,
    `SELECT date_part('year'::text, ts) AS y FROM t GROUP BY (date_part('year'::text, ts)) ORDER BY (date_part('year'::text, ts))`,
    `SELECT EXTRACT(year FROM ts) AS y FROM t GROUP BY EXTRACT(year FROM ts) ORDER BY EXTRACT(year FROM ts) DESC`,
  ],
  [
    'EXTRACT in sums',
    `SELECT EXTRACT(epoch FROM ts) / 60 AS a, EXTRACT(day FROM ts) / id AS b, EXTRACT(day FROM ts) * n AS c,
      round(EXTRACT(epoch FROM ts)::numeric, 2) AS d, EXTRACT(hour FROM ts) * interval '1 hour' AS e FROM t`,
    `SELECT (date_part('epoch'::text, ts) / (60)::double precision) AS a, (date_part('day'::text, ts) / (id)::double precision) AS b,
      (date_part('day'::text, ts) * (n)::double precision) AS c, round((date_part('epoch'::text, ts))::numeric, 2) AS d,
      (date_part('hour'::text, ts) * '01:00:00'::interval) AS e FROM t`,
    `SELECT EXTRACT(epoch FROM ts) / 61 AS a, EXTRACT(day FROM ts) / id AS b, EXTRACT(day FROM ts) * n AS c,
      round(EXTRACT(epoch FROM ts)::numeric, 2) AS d, EXTRACT(hour FROM ts) * interval '1 hour' AS e FROM t`,
  ],
  [
    'EXTRACT under another name',
    `WITH a AS (SELECT EXTRACT(epoch FROM ts) AS s FROM t) SELECT s * 2 AS twice, round(avg(s)::numeric, 1) AS mean FROM a WHERE s > 10 GROUP BY s`,
    `WITH a AS (SELECT date_part('epoch'::text, t.ts) AS s FROM t) SELECT (a.s * (2)::double precision) AS twice,
      round((avg(a.s))::numeric, 1) AS mean FROM a WHERE (a.s > (10)::double precision) GROUP BY a.s`,
    `WITH a AS (SELECT EXTRACT(epoch FROM ts) AS s FROM t) SELECT s * 3 AS twice, round(avg(s)::numeric, 1) AS mean FROM a WHERE s > 10 GROUP BY s`,
  ],
  [
    'a cast beside EXTRACT',
    `SELECT EXTRACT(year FROM ts) AS y, count(*)::numeric / 3 AS c FROM t GROUP BY ts`,
    `SELECT date_part('year'::text, ts) AS y, ((count(*))::numeric / (3)::numeric) AS c FROM t GROUP BY ts`,
    `SELECT EXTRACT(year FROM ts) AS y, count(*) / 3 AS c FROM t GROUP BY ts`,
  ],
  [
    'AT TIME ZONE',
    `SELECT ts AT TIME ZONE 'utc' AS a, (tz AT TIME ZONE 'utc')::date AS b FROM t WHERE (tz AT TIME ZONE 'utc') > now()`,
    `SELECT timezone('utc'::text, ts) AS a, (timezone('utc'::text, tz))::date AS b FROM t WHERE (timezone('utc'::text, tz) > now())`,
    `SELECT ts AT TIME ZONE 'cet' AS a, (tz AT TIME ZONE 'utc')::date AS b FROM t WHERE (tz AT TIME ZONE 'utc') > now()`,
  ],
  [
    'functions with a syntax of their own',
    `SELECT trim(x) AS a, substring(x from 2 for 3) AS b, position('a' in x) AS c, overlay(x placing 'y' from 1) AS d,
      trim(leading 'x' from v) AS e, (ts, ts) OVERLAPS (ts, ts) AS f FROM t`,
    `SELECT btrim(x) AS a, "substring"(x, 2, 3) AS b, "position"(x, 'a'::text) AS c, "overlay"(x, 'y'::text, 1) AS d,
      ltrim((v)::text, 'x'::text) AS e, "overlaps"(ts, ts, ts, ts) AS f FROM t`,
    `SELECT trim(x) AS a, substring(x from 3 for 2) AS b, position('a' in x) AS c, overlay(x placing 'y' from 1) AS d,
      trim(leading 'x' from v) AS e, (ts, ts) OVERLAPS (ts, ts) AS f FROM t`,
  ],
  [
    'joins, windows and subqueries',
    `SELECT DISTINCT ON (EXTRACT(year FROM ts)) t.id, s.c, row_number() OVER (PARTITION BY (tz AT TIME ZONE 'utc')) AS r
      FROM t LEFT JOIN u ON u.tid = t.id AND (u.at AT TIME ZONE 'utc') > t.ts, LATERAL (SELECT count(*) AS c FROM u WHERE tid = t.id) s
      WHERE t.id IN (SELECT tid FROM u) AND EXISTS (SELECT FROM u)`,
    `SELECT DISTINCT ON ((date_part('year'::text, t.ts))) t.id, s.c, row_number() OVER (PARTITION BY (timezone('utc'::text, t.tz))) AS r
      FROM (t LEFT JOIN u ON (((u.tid = t.id) AND (timezone('utc'::text, u.at) > t.ts)))), LATERAL (SELECT count(*) AS c FROM u WHERE (u.tid = t.id)) s
      WHERE ((t.id IN (SELECT u.tid FROM u)) AND (EXISTS (SELECT FROM u)))`,
    `SELECT DISTINCT ON (EXTRACT(year FROM ts)) t.id, s.c, row_number() OVER (PARTITION BY (tz AT TIME ZONE 'utc')) AS r
      FROM t JOIN u ON u.tid = t.id AND (u.at AT TIME ZONE 'utc') > t.ts, LATERAL (SELECT count(*) AS c FROM u WHERE tid = t.id) s
      WHERE t.id IN (SELECT tid FROM u) AND EXISTS (SELECT FROM u)`,
  ],
  [
    'a recursion',
    `WITH RECURSIVE r(id, depth) AS (SELECT id, 0 FROM t WHERE parent IS NULL UNION ALL SELECT t.id, r.depth + 1 FROM t JOIN r ON r.id = t.parent) SELECT * FROM r`,
    `WITH RECURSIVE r(id, depth) AS (SELECT t.id, 0 FROM t WHERE (t.parent IS NULL) UNION ALL SELECT t.id, (r.depth + 1) FROM (t JOIN r ON ((r.id = t.parent)))) SELECT r.id, r.depth FROM r`,
    `WITH RECURSIVE r(id, depth) AS (SELECT id, 1 FROM t WHERE parent IS NULL UNION ALL SELECT t.id, r.depth + 1 FROM t JOIN r ON r.id = t.parent) SELECT * FROM r`,
  ],
]

describe('the query of a view', () => {
  let read: readonly Catalog[]
  let again: Catalog

  beforeAll(async () => {
    const made = (of: (row: (typeof queries)[number]) => string) =>
      createTestDatabase(base + queries.map((row) => `CREATE VIEW "${row[0]}" AS ${of(row)}`).join(';'))
    const databases = await Promise.all([
      made(([, ours]) => ours),
      made((row) => row[2]),
      made((row) => row[3]),
    ])
    read = await Promise.all(databases.map((database) => readCatalog(database)))
    const [ours] = databases
    const printed = ours
      ? await query(ours, `SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'`)
      : []
    const restored = printed.map(({ viewname, definition }) => `CREATE VIEW "${viewname}" AS ${definition}`)
    again = await readCatalog(await createTestDatabase(base + restored.join('')))
  })

  test.each(queries)('%s', (name) => {
    const [ours, theirs, other] = read.map((catalog) => viewNamed(catalog, name)?.canonical)
    expect(ours?.definition).toBeDefined()
    expect(theirs).toEqual(ours)
    expect(viewNamed(again, name)?.canonical).toEqual(ours)
    expect(other?.definition).not.toBe(ours?.definition)
  })
})
