import { expect, test } from 'vitest'
import { changedNames, differingNames, namesIn } from '../../../src/postgres/sql/names.ts'

const sorted = (names: ReadonlySet<string>) => [...names].sort()

test('names are as the catalog has them: quoted ones as written, others in lower case', () => {
  expect(sorted(namesIn('ALTER TABLE "User" ADD Nick text, DROP "a ""b"""'))).toEqual(
    ['User', 'a "b"', 'add', 'alter', 'drop', 'nick', 'table', 'text'].sort(),
  )
})

test('strings are looked into, however they are quoted', () => {
  const found = namesIn(
    `DO $do$ BEGIN EXECUTE 'ALTER TABLE "In" ADD o''clock int'; EXECUTE $$DROP x$$; END $do$`,
  )
  for (const name of ['In', 'clock', 'x']) expect(found.has(name)).toBe(true)
  expect(namesIn("SELECT 'cut short").has('short')).toBe(true)
})

test('what changes rows, rights or settings alone changes no object', () => {
  for (const harmless of ['INSERT INTO "User" VALUES (1)', 'grant select on a to b', 'SET x = 1', ''])
    expect(changedNames(harmless).size).toBe(0)
  for (const other of ['DROP TABLE a', 'SELECT make_table(1)', 'WITH x AS (SELECT 1) SELECT a FROM x'])
    expect(changedNames(other).size).toBeGreaterThan(0)
})

test('a policy or a trigger leaves its table alone', () => {
  for (const [statement, name] of [
    ['CREATE POLICY "own rows" ON public.notes TO app USING (auth.uid() = owner)', 'own rows'],
    ['drop policy if exists Mine on notes', 'mine'],
    ['CREATE OR REPLACE TRIGGER touched BEFORE UPDATE ON notes EXECUTE FUNCTION touch()', 'touched'],
    ['CREATE CONSTRAINT TRIGGER late AFTER INSERT ON notes DEFERRABLE EXECUTE FUNCTION f()', 'late'],
  ] as const)
    expect(sorted(changedNames(statement))).toEqual([name])
  expect(changedNames('ALTER TABLE notes DISABLE TRIGGER touched').has('notes')).toBe(true)
  expect(changedNames('CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()').has('f')).toBe(true)
  expect(changedNames('CREATE INDEX i ON notes (owner)').has('notes')).toBe(true)
})

test('two texts differ in their statements, not in blanks, comments and what both have', () => {
  const one = 'CREATE TABLE a (id int);\n-- old\nCREATE TABLE b (id int);'
  expect(differingNames(one, 'CREATE TABLE a ( id  int );\r\nCREATE TABLE b (id /* new */ int)').size).toBe(0)
  const found = differingNames(
    one,
    'CREATE TABLE a (id int); CREATE TABLE b (id bigint); INSERT INTO c VALUES (1)',
  )
  expect(sorted(found)).toEqual(['b', 'bigint', 'create', 'id', 'int', 'table'])
})
