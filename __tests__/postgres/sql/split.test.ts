import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitStatements } from '../../../src/postgres/sql/split.ts'
import { script } from './arbitraries.ts'

const texts = (sql: string) => splitStatements(sql).map((statement) => statement.text)

describe('a semicolon does not end a statement', () => {
  const whole: Record<string, string> = {
    'in a string': `SELECT 'a;b'';c';`,
    'in an escape string': `SELECT E'a\\';b', e'\\\\';`,
    'in an escape string that goes on after a line break': `SELECT E'a'\n  'b\\';c';`,
    'in a string with a Unicode escape': `SELECT U&'\\0041;' , U&"a;b";`,
    'after a backslash that is an ordinary character': `SELECT 'C:\\', ';';`,
    'in a quoted name': `SELECT "a;""b;";`,
    'in a dollar quote': 'DO $$ BEGIN PERFORM 1; END $$;',
    'in a dollar quote with a tag': 'DO $a$ SELECT $$;$$; $b$;$b$ $a$;',
    'in a dollar quote with a name of other letters': 'DO $été$ ; $ete$ ; $été$;',
    'in a line comment': 'SELECT 1 -- a;b\n, 2;',
    'in nested block comments': 'SELECT 1 /* a; /* b; */ c; */ + 2;',
    'between parentheses': 'CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b);',
    'in an atomic body':
      'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;',
    'in the atomic body of a procedure': 'create procedure p() begin atomic insert into t values (1); end;',
  }
  test.each(Object.entries(whole))('%s', (_, sql) => {
    expect(texts(`${sql} SELECT 'next';`)).toEqual([sql, "SELECT 'next';"])
  })
})

describe('a semicolon ends a statement', () => {
  const pairs: Record<string, readonly string[]> = {
    'after BEGIN of a transaction': ['BEGIN;', 'SELECT 1;', 'END;'],
    'after a function whose name is begin': [
      'CREATE FUNCTION begin() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;',
      'SELECT 1;',
    ],
    'after CASE outside an atomic body': [
      'CREATE FUNCTION f(int DEFAULT case when true then 1 end) RETURNS int AS $$1$$ LANGUAGE sql;',
      'SELECT 1;',
    ],
    'after a parameter that looks like a dollar quote': ['PREPARE p AS SELECT $1;', 'SELECT 2;'],
    'after a name with dollars in it': ['SELECT a$b$c;', 'SELECT d$b$;'],
    'after a word that ends in e, before a string': [`SELECT date'2020-01-01\\';`, `SELECT ';';`],
    'where backslashes escape, by the script itself': [
      'SET standard_conforming_strings = off;',
      `SELECT 'a\\';b';`,
      `SET standard_conforming_strings TO 'on';`,
      `SELECT 'a\\';`,
    ],
  }
  test.each(Object.entries(pairs))('%s', (_, statements) => {
    expect(texts(statements.join('\n'))).toEqual(statements)
  })
})

test('blanks, comments, lone semicolons and a byte order mark are no statements', () => {
  expect(texts('\ufeff -- a\n/* b; */ ;; \r\n')).toEqual([])
  expect(texts('\ufeffSELECT 1')).toEqual(['SELECT 1'])
})

test('lines and offsets point at the first token, with either line ending', () => {
  const sql = '-- head\r\nSELECT 1;\r\n\r\n  SELECT\n  2\n;SELECT 3\n'
  expect(
    splitStatements(sql).map(({ line, endLine, offset }) => [line, endLine, sql.slice(offset, offset + 6)]),
  ).toEqual([
    [2, 2, 'SELECT'],
    [4, 6, 'SELECT'],
    [6, 6, 'SELECT'],
  ])
})

test('a statement that the text ends inside of is kept', () => {
  expect(texts(`SELECT 1; SELECT 'a;b`)).toEqual(['SELECT 1;', `SELECT 'a;b`])
  expect(texts('SELECT 1; SELECT (2;')).toEqual(['SELECT 1;', 'SELECT (2;'])
})

test('the pieces give back the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(script, fc.string({ unit: 'binary' })), (sql) => {
      let at = 0
      for (const { text, offset, line, endLine } of splitStatements(sql)) {
        expect(offset).toBeGreaterThanOrEqual(at)
        expect(sql.slice(offset, offset + text.length)).toBe(text)
        expect(splitStatements(sql.slice(at, offset))).toEqual([])
        expect(line).toBe(sql.slice(0, offset).split('\n').length)
        expect(endLine).toBe(sql.slice(0, offset + text.length).split('\n').length)
        at = offset + text.length
      }
    }),
  )
})

test('a long line and a long literal are read in time linear to their length', () => {
  const values = Array.from({ length: 200_000 }, (_, index) => `(${index}, E'x', 'y')`).join(', ')
  const started = performance.now()
  expect(texts(`INSERT INTO t VALUES ${values}; SELECT '${'a'.repeat(20_000_000)}';`)).toHaveLength(2)
  expect(performance.now() - started).toBeLessThan(3000)
})
