import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePsl } from '../../../src/prisma/psl/parse.ts'
import { locator } from '../../../src/prisma/psl/position.ts'
import {
  blockAttributes,
  fieldsOf,
  propertyValue,
  stringOf,
  stringsOf,
} from '../../../src/prisma/psl/query.ts'
import type { Span } from '../../../src/prisma/psl/syntax.ts'
import { tokenize } from '../../../src/prisma/psl/tokens.ts'

const only = (text: string) => {
  const [block] = parsePsl(text)
  if (!block) throw new Error('no block')
  return block
}
const quote = (text: string, span: Span) => text.slice(span.start, span.end)

describe('what is well-formed', () => {
  test('reads a datasource: strings, lists, calls', () => {
    const block = only(
      'datasource db {\n  provider = "postgresql" // here\n  url = env("URL")\n  schemas = ["a", "b"]\n}',
    )
    expect(block.keyword.text).toBe('datasource')
    expect(stringOf(propertyValue(block, 'provider'))).toBe('postgresql')
    expect(stringsOf(propertyValue(block, 'schemas'))).toEqual(['a', 'b'])
    expect(propertyValue(block, 'url')).toMatchObject({ kind: 'call', name: 'env' })
    expect(propertyValue(block, 'relationMode')).toBeNull()
  })

  test('reads types with their list and optional marks', () => {
    const block = only('model A {\n a Int\n b String?\n c Role[]\n d Unsupported("tsvector")?\n}')
    expect(fieldsOf(block).map(({ type }) => type && [type.name, type.list, type.optional])).toEqual([
      ['Int', false, false],
      ['String', false, true],
      ['Role', true, false],
      ['Unsupported("tsvector")', false, true],
    ])
  })

  test('quotes every attribute exactly, whatever its strings hold', () => {
    const text = `model A {
  id String @id @default(dbgenerated("a(')')")) @db.Uuid // @unique
  b  String @default("}\\" @map(\\"no\\")") @map("b b")
}`
    const quoted = fieldsOf(only(text)).map((field) => field.attributes.map((found) => quote(text, found)))
    expect(quoted).toEqual([
      ['@id', `@default(dbgenerated("a(')')"))`, '@db.Uuid'],
      ['@default("}\\" @map(\\"no\\")")', '@map("b b")'],
    ])
    expect(fieldsOf(only(text)).map((field) => field.attributes.map(({ name }) => name))).toEqual([
      ['id', 'default', 'db.Uuid'],
      ['default', 'map'],
    ])
  })

  test('reads a condition in braces, and what comes after it', () => {
    const text =
      'model A {\n  a Boolean\n  @@index([a], where: { a: true, b: { not: null } }, map: "x")\n  b Int\n}\n'
    const block = only(text)
    const [index] = blockAttributes(block)
    expect(index?.args.map((argument) => quote(text, argument.value))).toEqual([
      '[a]',
      '{ a: true, b: { not: null } }',
      '"x"',
    ])
    expect(fieldsOf(block).map(({ name }) => name.text)).toEqual(['a', 'b'])
  })

  test('reads block attributes over several lines, with comments in them', () => {
    const text =
      'model A {\n  a Int\n  @@index(\n    [a, // first\n     b(sort: Desc)],\n    map: "x"\n  )\n  c Int\n}'
    const block = only(text)
    expect(blockAttributes(block)[0]?.args.map(({ name, value }) => [name?.text, value.kind])).toEqual([
      [undefined, 'array'],
      ['map', 'string'],
    ])
    expect(fieldsOf(block).map((field) => field.name.text)).toEqual(['a', 'c'])
  })

  test('reads the values of an enum and leaves comments out', () => {
    const block = only(
      'enum Role {\n  /// the boss\n  ADMIN @map("admin") // x y\n  /* GONE\n */\n  USER\n  @@map("role")\n}',
    )
    expect(fieldsOf(block).map(({ name, type }) => [name.text, type])).toEqual([
      ['ADMIN', null],
      ['USER', null],
    ])
  })

  test('resolves escapes', () => {
    const block = only('generator g {\n  a = "\\u0041\\"\\\\\\n"\n}')
    expect(stringOf(propertyValue(block, 'a'))).toBe('A"\\\n')
  })
})

describe('what is not', () => {
  test('a forgotten quote costs its line only', () => {
    const block = only('model A {\n  a String @map("oops)\n  b Int\n}\n')
    expect(fieldsOf(block).map((field) => field.name.text)).toEqual(['a', 'b'])
  })

  test('a forgotten bracket costs its line only', () => {
    const block = only('model A {\n  a DateTime @default(now(\n  b Int\n  @@index([a\n  @@unique([b])\n}\n')
    expect(fieldsOf(block).map((field) => field.name.text)).toEqual(['a', 'b'])
    expect(blockAttributes(block).map(({ name }) => name)).toEqual(['index', 'unique'])
  })

  test('a forgotten closing brace ends before the next block', () => {
    const text = 'model A {\n  a Int\n\nmodel B {\n  b Int\n}\n'
    expect(parsePsl(text).map((block) => [block.name.text, fieldsOf(block).length])).toEqual([
      ['A', 1],
      ['B', 1],
    ])
  })

  test('lines that mean nothing are left out', () => {
    const block = only('model A {\n  ???\n  a Int\n  = 3\n  b\n}\n')
    expect(fieldsOf(block).map((field) => [field.name.text, field.type?.name ?? null])).toEqual([
      ['a', 'Int'],
      ['b', null],
    ])
  })
})

describe('any text', () => {
  const words = fc.constantFrom(
    'model ',
    'enum',
    'A',
    ' {',
    '}',
    '(',
    ')',
    '[',
    ']',
    '@',
    '@@',
    '"',
    '\\',
    '\n',
    '\r\n',
    ' ',
    ',',
    ':',
    '=',
    '?',
    '.',
    '//',
    '/*',
    '*/',
    'é',
    '😀',
    '\uFEFF',
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 80 }).map((parts) => parts.join('')),
  )

  test('tokens cover all but blanks, in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let end = 0
        for (const token of tokenize(text)) {
          expect(text.slice(end, token.start).trim()).toBe('')
          expect(text.slice(token.start, token.end)).toBe(token.text)
          end = token.end
        }
        expect(text.slice(end).trim()).toBe('')
      }),
    )
  })

  test('is read without failing, and every span lies in its block', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const block of parsePsl(text)) {
          expect(block.end).toBeLessThanOrEqual(text.length)
          for (const member of block.members) {
            expect(member.start).toBeGreaterThanOrEqual(block.body.start)
            expect(member.end).toBeGreaterThanOrEqual(member.start)
            expect(member.end).toBeLessThanOrEqual(block.body.end)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('places agree with splitting the text into lines', () => {
    fc.assert(
      fc.property(anything, fc.nat(), (text, number) => {
        const offset = text.length === 0 ? 0 : number % text.length
        fc.pre(text.slice(offset - 1, offset + 1) !== '\r\n')
        const lines = text.slice(0, offset).split(/\r\n|\n|\r/)
        const column = (lines.at(-1) ?? '').length + 1
        expect(locator('a.prisma', text)(offset)).toEqual({ file: 'a.prisma', line: lines.length, column })
      }),
    )
  })
})
