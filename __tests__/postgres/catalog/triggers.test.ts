import { beforeAll, describe, expect, test } from 'vitest'
import type { Attributes, Catalog } from '../../../src/model/catalog.ts'
import { objectKey } from '../../../src/model/object.ts'
import { readCatalog } from '../../../src/postgres/catalog/read-catalog.ts'
import { createTestDatabase } from '../../support/database.ts'

const plain: Attributes = {
  timing: 'BEFORE',
  events: ['INSERT'],
  columns: [],
  level: 'STATEMENT',
  condition: null,
  function: 'public.f',
  arguments: [],
  constraint: false,
  from: null,
  deferrable: false,
  initiallyDeferred: false,
  oldTable: null,
  newTable: null,
  enabled: 'origin',
  comment: null,
}

/** A trigger's name, its statement, and what it has that is not plain. */
const triggers: readonly (readonly [name: string, sql: string, attributes: Attributes])[] = [
  ['plain', `CREATE TRIGGER plain BEFORE INSERT ON t EXECUTE FUNCTION f()`, {}],
  [
    'all',
    `CREATE TRIGGER "all" AFTER TRUNCATE OR UPDATE OR DELETE OR INSERT ON t EXECUTE FUNCTION f()`,
    { timing: 'AFTER', events: ['INSERT', 'DELETE', 'UPDATE', 'TRUNCATE'] },
  ],
  [
    'when',
    `CREATE TRIGGER "when" BEFORE UPDATE OF v, "User name" ON t FOR EACH ROW WHEN (NEW.v IN ('a', 'EXECUTE FUNCTION x(') AND OLD.id <> 1)
      EXECUTE FUNCTION f('it''s', '', 'WHEN (x) EXECUTE', 'ä')`,
    {
      events: ['UPDATE'],
      columns: ['User name', 'v'],
      level: 'ROW',
      condition:
        "(((new.v)::text = ANY((ARRAY['a'::character varying, 'EXECUTE FUNCTION x('::character varying])::text[])) AND (old.id <> 1))",
      arguments: ["'it''s'", "''", "'WHEN (x) EXECUTE'", "'ä'"],
    },
  ],
  [
    'tables',
    `CREATE TRIGGER tables AFTER UPDATE ON t REFERENCING OLD TABLE AS before NEW TABLE AS "After" EXECUTE FUNCTION f()`,
    { timing: 'AFTER', events: ['UPDATE'], oldTable: 'before', newTable: 'After' },
  ],
  [
    'kept',
    `CREATE CONSTRAINT TRIGGER kept AFTER DELETE ON t FROM u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION other.g()`,
    {
      timing: 'AFTER',
      events: ['DELETE'],
      level: 'ROW',
      function: 'other.g',
      constraint: true,
      from: 'public.u',
      deferrable: true,
      initiallyDeferred: true,
    },
  ],
  [
    'off',
    `CREATE TRIGGER off BEFORE INSERT ON t EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER off`,
    { enabled: 'disabled' },
  ],
  [
    'always',
    `CREATE TRIGGER always BEFORE INSERT ON t EXECUTE FUNCTION f(); ALTER TABLE t ENABLE ALWAYS TRIGGER always`,
    { enabled: 'always' },
  ],
  [
    'replica',
    `CREATE TRIGGER replica BEFORE INSERT ON t EXECUTE FUNCTION f(); ALTER TABLE t ENABLE REPLICA TRIGGER replica;
      COMMENT ON TRIGGER replica ON t IS 'there'`,
    { enabled: 'replica', comment: 'there' },
  ],
]

describe('triggers', () => {
  let catalog: Catalog

  beforeAll(async () => {
    const body = `RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`
    catalog = await readCatalog(
      await createTestDatabase(`
        CREATE SCHEMA other; CREATE FUNCTION f() ${body}; CREATE FUNCTION other.g() ${body};
        CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE t (id int REFERENCES u, v varchar(9), "User name" text);
        ${triggers.map(([, sql]) => sql).join(';\n')};
        CREATE VIEW v AS SELECT * FROM t;
        CREATE TRIGGER instead INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
        CREATE TABLE whole (id int) PARTITION BY LIST (id);
        CREATE TABLE part PARTITION OF whole FOR VALUES IN (1);
        CREATE TRIGGER spread AFTER INSERT ON whole FOR EACH ROW EXECUTE FUNCTION f();
        CREATE EXTENSION lo; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
        CREATE FOREIGN TABLE far (id int) SERVER s;
        CREATE TRIGGER afar BEFORE INSERT ON far FOR EACH ROW EXECUTE FUNCTION f()`),
    )
  })

  const named = (table: string, name: string) =>
    catalog.objects.get(objectKey({ kind: 'trigger', schema: 'public', table, name }))

  test.each(triggers)('%s', (name, _, attributes) => {
    expect(named('t', name)?.attributes).toEqual({ ...plain, ...attributes })
  })

  test('have a condition of one text for each meaning', () => {
    expect(named('t', 'when')?.canonical.condition).toBe(
      "((new.v::text = ANY(ARRAY['a', 'EXECUTE FUNCTION x('])) AND (old.id <> 1))",
    )
  })

  test('stand on tables, views and partitioned tables, not on partitions or in foreign keys', () => {
    const found = [...catalog.objects.values()].flatMap(({ id }) =>
      id.kind === 'trigger' && 'table' in id && id.table !== 't' ? [[id.table, id.name]] : [],
    )
    expect(found).toEqual([
      ['far', 'afar'],
      ['v', 'instead'],
      ['whole', 'spread'],
    ])
    expect(named('v', 'instead')?.attributes.timing).toBe('INSTEAD OF')
    expect(named('v', 'instead')?.parent).toBe(objectKey({ kind: 'view', schema: 'public', name: 'v' }))
    expect(named('far', 'afar')?.parent).toBe(objectKey({ kind: 'schema', name: 'public' }))
    expect(named('t', 'plain')?.parent).toBe(objectKey({ kind: 'table', schema: 'public', name: 't' }))
  })
})
