import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createScriptReader,
  type OpenEnd,
  type ScriptPiece,
} from '../../../src/postgres/sql/script-reader.ts'
import { splitStatements } from '../../../src/postgres/sql/split.ts'
import { script } from './arbitraries.ts'

interface Read {
  readonly pieces: readonly (readonly [kind: ScriptPiece['kind'], text: string, line: number])[]
  readonly open: OpenEnd
}

/** Reads all chunks; adjoining runs of rows become one piece, as chunks may cut them anywhere. */
function read(chunks: readonly Buffer[]): Read {
  const reader = createScriptReader()
  const pieces: [ScriptPiece['kind'], string, number][] = []
  const add = (piece: ScriptPiece) => {
    const last = pieces.at(-1)
    if (piece.kind === 'data') {
      const rows = piece.bytes.toString('latin1')
      if (last?.[0] === 'data') last[1] += rows
      else pieces.push(['data', rows, 0])
    } else pieces.push([piece.kind, 'text' in piece ? utf8(piece.text) : '', piece.line])
  }
  for (const chunk of chunks) for (const piece of reader.push(chunk)) add(piece)
  const rest = reader.end()
  for (let next = rest.next(); ; next = rest.next()) {
    if (next.done) return { pieces, open: next.value }
    add(next.value)
  }
}

const utf8 = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8')
const readText = (text: string) => read([Buffer.from(text)])

describe('a script', () => {
  test('is statements, comments, lines for psql and rows', () => {
    const text = [
      '\ufeff-- a comment',
      '\\restrict abc;',
      "SELECT 'é';",
      'COPY public.t (a, b) FROM stdin;',
      '1\t\\.x',
      '\\\\.',
      'é;\t2',
      '\\.',
      '',
      'SELECT 2; -- tail',
      '\\unrestrict abc',
    ].join('\n')
    expect(readText(text)).toEqual({
      open: null,
      pieces: [
        ['comment', '-- a comment', 1],
        ['meta', '\\restrict abc;', 2],
        ['statement', "SELECT 'é';", 3],
        ['copy', 'COPY public.t (a, b) FROM stdin;', 4],
        ['data', Buffer.from('1\t\\.x\n\\\\.\né;\t2\n').toString('latin1'), 0],
        ['data-end', '', 8],
        ['statement', 'SELECT 2;', 10],
        ['comment', '-- tail', 10],
        ['meta', '\\unrestrict abc', 11],
      ],
    })
  })

  test('may have Windows line endings', () => {
    expect(readText('COPY t FROM STDIN;\r\n1\r\n\\.\r\nSELECT 1;\r\n').pieces).toEqual([
      ['copy', 'COPY t FROM STDIN;', 1],
      ['data', '1\r\n', 0],
      ['data-end', '', 3],
      ['statement', 'SELECT 1;', 4],
    ])
  })

  test('has rows only where COPY reads from the script', () => {
    for (const copy of [
      "COPY t FROM '/tmp/stdin';",
      'COPY (SELECT 1 FROM stdin) TO STDOUT;',
      'COPY t TO STDOUT;',
      'SELECT 1 FROM stdin;',
    ])
      expect(readText(`${copy}\nSELECT 1;`).pieces.map(([kind]) => kind)).toEqual(['statement', 'statement'])
    for (const copy of ['copy t from /* x */ stdin with (format csv);', 'COPY "from" (a) FROM STDIN;'])
      expect(readText(`${copy}\n1\n\\.\nSELECT 1;`).pieces.map(([kind]) => kind)).toEqual([
        'copy',
        'data',
        'data-end',
        'statement',
      ])
  })

  test('may have no rows, and no line break after the last end mark', () => {
    expect(readText('COPY t FROM stdin;\n\\.').pieces.map(([kind]) => kind)).toEqual(['copy', 'data-end'])
  })
})

describe('a script that is cut', () => {
  test.each([
    ['COPY t FROM stdin;\n1\n', 'data'],
    ['COPY t FROM stdin;', 'data'],
    ['COPY t FROM stdin;\n1\n\\', 'data'],
    ["SELECT 'a", 'quote'],
    ['DO $$ BEGIN', 'quote'],
    ['SELECT 1; /* a', 'quote'],
    ['SELECT 1', 'statement'],
    ['SELECT 1;\n', null],
    ['COPY t FROM stdin;\n1\n\\.\n', null],
  ])('%j ends inside %s', (text, open) => {
    expect(readText(text).open).toBe(open)
  })
})

const copyBlock = fc
  .array(fc.constantFrom('\\', '.', '\n', '\r', 'a', '\t', '語'), { maxLength: 20 })
  .map((rows) => `\nCOPY t FROM stdin;\n${rows.join('')}\n\\.\n`)
const anyScript = fc
  .array(fc.oneof(script, copyBlock, fc.constant('\n\\connect x\n')), { maxLength: 6 })
  .map((parts) => parts.join(''))

test('chunks cut anywhere give the same pieces', () => {
  fc.assert(
    fc.property(anyScript, fc.array(fc.nat({ max: 400 }), { maxLength: 12 }), (text, cuts) => {
      const bytes = Buffer.from(text)
      const places = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort(
        (a, b) => a - b,
      )
      const chunks = places.slice(1).map((end, index) => Buffer.from(bytes.subarray(places[index], end)))
      expect(read(chunks)).toEqual(read([bytes]))
    }),
    { numRuns: 1000 },
  )
})

test('the statements are those of the splitter where there is nothing for psql', () => {
  fc.assert(
    fc.property(script, (raw) => {
      const text = raw.replaceAll('\\', '')
      const statements = readText(text).pieces.filter(([kind]) => kind === 'statement')
      expect(statements.map(([, sql, line]) => [sql, line])).toEqual(
        splitStatements(text).map((each) => [each.text, each.line]),
      )
    }),
  )
})

test('a literal that spans thousands of chunks is read in time linear to its length', () => {
  const chunk = Buffer.alloc(16_384, 'a')
  const chunks = [Buffer.from("SELECT '"), ...Array.from({ length: 2000 }, () => chunk), Buffer.from("';\n")]
  const started = performance.now()
  expect(read(chunks).pieces).toHaveLength(1)
  expect(performance.now() - started).toBeLessThan(3000)
})
