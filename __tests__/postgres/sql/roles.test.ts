import { describe, expect, test } from 'vitest'
import { asOneOwner, namedRoles, withoutRoleCommands } from '../../../src/postgres/sql/roles.ts'

describe('the roles that a script names', () => {
  test.each<[string, readonly string[]]>([
    [
      'CREATE POLICY "to" ON public.t FOR SELECT TO bob, "The ""Boss""", PUBLIC, Alice USING ((a to b) = 1);',
      ['bob', 'The "Boss"', 'alice'],
    ],
    ['CREATE POLICY p ON t USING (true);', []],
    ['ALTER POLICY p ON t RENAME TO q; ALTER POLICY p ON t TO app;', ['app']],
    ['CREATE SCHEMA IF NOT EXISTS s AUTHORIZATION bob;', ['bob']],
    ['ALTER TABLE t RENAME TO bob;', []],
    ['ALTER TABLE t OWNER TO "Owner"; ALTER FUNCTION f(a int) /* , */ OWNER TO CURRENT_USER', ['Owner']],
    [
      'GRANT SELECT (a, b), INSERT ON TABLE t TO GROUP app, reader WITH GRANT OPTION GRANTED BY boss',
      ['app', 'reader', 'boss'],
    ],
    ['REVOKE GRANT OPTION FOR ALL ON ALL TABLES IN SCHEMA public FROM app CASCADE', ['app']],
    ['ALTER DEFAULT PRIVILEGES FOR ROLE a, b IN SCHEMA public GRANT SELECT ON TABLES TO c', ['a', 'b', 'c']],
    ['GRANT reader, writer TO app', ['reader', 'writer', 'app']],
    [
      'CREATE ROLE app LOGIN; CREATE USER "Second"; ALTER ROLE app RENAME TO third',
      ['app', 'Second', 'third'],
    ],
    ['REASSIGN OWNED BY a TO b; DROP OWNED BY c;', ['a', 'b', 'c']],
    ['CREATE USER MAPPING IF NOT EXISTS FOR app SERVER s', ['app']],
    [
      `DO $x$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF;
       GRANT USAGE ON SCHEMA public TO app2; EXECUTE 'GRANT SELECT ON t TO "App3"';
       EXECUTE format('GRANT SELECT ON t TO %I', name); END $x$`,
      ['app', 'app2', 'App3'],
    ],
    ["INSERT INTO t VALUES ('GRANT SELECT ON t TO app'); -- GRANT a TO b;", []],
    ['CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ GRANT SELECT ON t TO app $$;', []],
    ['CREATE TABLE "user" (role text, owner text); CREATE TABLE grants ()', []],
  ])('%s', (sql, roles) => {
    expect(namedRoles(sql)).toEqual(roles)
  })
})

describe('without what is done to roles themselves', () => {
  test.each<[string, string]>([
    ['CREATE ROLE app LOGIN;\nCREATE TABLE t ();', ';\nCREATE TABLE t ();'],
    ["ALTER USER app\nPASSWORD 'x'; SELECT 1", '\n; SELECT 1'],
    ['GRANT reader TO app; GRANT SELECT ON t TO app; REVOKE reader FROM app', '; GRANT SELECT ON t TO app; '],
    ['SET LOCAL ROLE app; SET roles = 1; RESET SESSION AUTHORIZATION;', '; SET roles = 1; ;'],
    [
      'DO $$ BEGIN CREATE ROLE app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;',
      'DO $$ BEGIN NULL; EXCEPTION WHEN duplicate_object THEN NULL; END $$;',
    ],
    [
      "DO $$ BEGIN IF true THEN EXECUTE 'CREATE ROLE app'; END IF; END $$;",
      "DO $$ BEGIN IF true THEN EXECUTE ''; END IF; END $$;",
    ],
    ["DO 'BEGIN DROP ROLE app; END'", "DO 'BEGIN NULL; END'"],
    [
      'CREATE USER MAPPING FOR app SERVER s; CREATE TABLE role ()',
      'CREATE USER MAPPING FOR app SERVER s; CREATE TABLE role ()',
    ],
    ["SELECT 'CREATE ROLE app;'", "SELECT 'CREATE ROLE app;'"],
  ])('%s', (sql, expected) => {
    const result = withoutRoleCommands(sql)
    const squeezed = (text: string) =>
      text
        .replaceAll(/ +/g, ' ')
        .replaceAll(/ ?([;'\n]) ?/g, '$1')
        .trim()
    expect(squeezed(result)).toBe(squeezed(expected))
    expect(result).toHaveLength(sql.length)
    expect(result.split('\n').length).toBe(sql.split('\n').length)
  })
})

test('default privileges of any role are of who runs the script', () => {
  const sql = `ALTER DEFAULT PRIVILEGES FOR ROLE a, "b c" IN SCHEMA s GRANT SELECT ON TABLES TO d;
ALTER DEFAULT PRIVILEGES FOR USER a REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO d`
  expect(
    asOneOwner(sql).replaceAll(/ +/g, ' '),
  ).toBe(`ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO d;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO d`)
  expect(asOneOwner(sql)).toHaveLength(sql.length)
})
