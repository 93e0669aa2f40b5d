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

test('two texts differ in their statements, not in blanks, comments and what both have', () => {
  const one = 'CREATE TABLE a (id int);\n-- old\nCREATE TABLE b (id int);'
  expect(differingNames(one, 'CREATE TABLE a ( id  int );\r\nCREATE TABLE b (id /* new */ int)').size).toBe(0)
  const found = differingNames(
    one,
    'CREATE TABLE a (id int); CREATE TABLE b (id bigint); INSERT INTO c VALUES (1)',
  )
  expect(sorted(found)).toEqual(['b', 'bigint', 'create', 'id', 'int', 'table'])
})
