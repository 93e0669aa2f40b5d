import { describe, expect, test } from 'vitest'
import { omitted, tolerated, withoutTablespaces } from '../../src/dump/rules.ts'

describe('left out', () => {
  test.each([
    'ALTER TABLE public.users OWNER TO bob;',
    'ALTER FUNCTION public.f(a integer, "b;" text) OWNER TO "the ""boss""";',
    'ALTER LARGE OBJECT 12 OWNER TO bob;',
    'GRANT SELECT ON TABLE users TO bob;',
    'REVOKE ALL ON SCHEMA public FROM PUBLIC;',
    'ALTER DEFAULT PRIVILEGES FOR ROLE bob GRANT ALL ON TABLES TO alice;',
    'CREATE ROLE bob;',
    "ALTER ROLE bob WITH LOGIN PASSWORD 'x';",
    'CREATE USER bob;',
    "SET SESSION AUTHORIZATION 'bob';",
    'SET ROLE bob;',
    'RESET SESSION AUTHORIZATION;',
    'CREATE USER MAPPING FOR bob SERVER other;',
    "CREATE DATABASE app WITH TEMPLATE = template0 ENCODING = 'UTF8';",
    "ALTER DATABASE app SET search_path TO 'x';",
    'DROP DATABASE app;',
    "CREATE TABLESPACE fast LOCATION '/ssd';",
    'SET default_tablespace = fast;',
    'ALTER TABLE public.users SET TABLESPACE fast;',
    "SECURITY LABEL FOR anon ON COLUMN public.users.email IS 'MASKED';",
    "COMMENT ON EXTENSION citext IS 'x';",
    "CREATE SUBSCRIPTION s CONNECTION 'host=prod' PUBLICATION p WITH (connect = false);",
    "ALTER SYSTEM SET fsync = 'off';",
  ])('%s', (statement) => {
    expect(omitted(statement, false)).not.toBeNull()
  })
})

describe('kept', () => {
  test.each([
    "ALTER TABLE t ADD CONSTRAINT c CHECK (x <> ' OWNER TO bob');",
    'ALTER TABLE t RENAME TO owner;',
    'CREATE TABLE role (id int);',
    'CREATE TABLE "user" (id int);',
    'SET search_path = public;',
    'SET role_of_x = 1;',
    'CREATE POLICY p ON t TO bob;',
    "COMMENT ON TABLE t IS 'GRANT ALL';",
    'CREATE PUBLICATION p FOR ALL TABLES;',
    'CREATE EXTENSION citext;',
    'CREATE FUNCTION grant_it() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
  ])('%s', (statement) => {
    expect(omitted(statement, true)).toBeNull()
  })
})

test.each<[string, string, string | null]>([
  ['SET transaction_timeout = 0;', '42704', 'settings this server does not know'],
  ['SET default_table_access_method = columnar;', '22023', 'table access methods'],
  ['CREATE SCHEMA public;', '42P06', ''],
  ['CREATE PROCEDURAL LANGUAGE plpgsql;', '42710', ''],
  ['DROP TABLE public.users;', '42P01', ''],
  ['ALTER TABLE IF EXISTS ONLY public."my table" DROP CONSTRAINT x;', '42P01', ''],
  ['ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT;', '42P01', ''],
  ['CREATE EXTENSION pg_stat_statements WITH SCHEMA public;', '0A000', 'the extension pg_stat_statements'],
  ['CREATE EXTENSION postgis;', '0A000', null],
  ['CREATE TABLE t (x missing);', '42704', null],
  ["ALTER TABLE t ADD CHECK (f(' DROP '));", '42883', null],
  ['DROP TABLE t;', '2BP01', null],
])('%s failing with %s', (statement, sqlstate, expected) => {
  expect(tolerated(statement, sqlstate)).toBe(expected)
})

test('tablespaces are taken out of where they stand', () => {
  expect(
    withoutTablespaces('CREATE TABLE t (id int PRIMARY KEY USING INDEX TABLESPACE "fa st") TABLESPACE slow;'),
  ).toBe('CREATE TABLE t (id int PRIMARY KEY ) ;')
  const kept = "CREATE TABLE t (note text DEFAULT ' TABLESPACE x');"
  expect(withoutTablespaces(kept)).toBe(kept)
})
