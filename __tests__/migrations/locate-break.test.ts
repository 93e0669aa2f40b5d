import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWords, locateBreak } from '../../src/migrations/locate-break.ts'
import { splitStatements } from '../../src/postgres/sql/split.ts'

test('the place of a position is its line and statement, whatever stands before it', () => {
  const filler = fc.constantFrom(
    "SELECT 'a;b';",
    '-- c; d',
    '/* ;\n */',
    "SELECT '😀\n\n';",
    '\n',
    'SELECT "é;";',
    'SELECT $x$;$x$;',
  )
  fc.assert(
    fc.property(fc.array(filler), fc.array(filler), (before, after) => {
      const sql = [...before, 'SELECT 1,\n  here;', ...after].join('\n')
      const offset = sql.indexOf('here')
      const position = [...sql.slice(0, offset)].length + 1
      const statements = splitStatements(sql)
      const found = locateBreak(sql, statements, position, 0)
      expect(statements[found.index]?.text).toBe('SELECT 1,\n  here;')
      expect(sql.split('\n')[found.line - 1]).toBe('  here;')
      expect(locateBreak(sql, statements, null, found.index)).toEqual({
        index: found.index,
        line: found.line - 1,
      })
    }),
  )
})

test('the first words hold no string and no number', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.integer({ min: 1000 }), (text, number) => {
      const shown = firstWords(
        `INSERT INTO t VALUES ('${text.replaceAll("'", "''")}', ${number}, $$${number}$$)`,
      )
      expect(shown).toBe('INSERT INTO t VALUES (…, …, …)')
    }),
  )
})

test('the first words are one short line, with the comments left out', () => {
  expect(firstWords('-- Warnings:\nALTER TABLE "User"\n  ADD COLUMN /* new */ "age" INTEGER NOT NULL;')).toBe(
    'ALTER TABLE "User" ADD COLUMN "age" INTEGER NOT NULL',
  )
  const long = firstWords(
    `CREATE TABLE t (${Array.from({ length: 50 }, (_, index) => `column_${index} text`).join(', ')})`,
  )
  expect(long.length).toBeLessThan(90)
  expect(long.endsWith(' …')).toBe(true)
})
