import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lendUrl, restoreUrl } from '../../../src/prisma/cli/datasource-url.ts'
import { commonFolder } from '../../../src/prisma/common-folder.ts'
import { errorsOfText } from '../../../src/prisma/diagnostics.ts'
import { readScript, readSummary } from '../../../src/prisma/diff-answer.ts'
import { pullChanges } from '../../../src/prisma/pull-changes.ts'
import { project } from './support.ts'

describe('the summary of a diff', () => {
  test('names the tables and enums of every kind of line', () => {
    const summary = `
[+] Added Schemas
  - billing

[-] Removed enums
  - roles

[+] Added tables
  - User
  - a: b, \`c\`

[-] Removed views
  - v

[*] Changed the \`posts\` table
  [-] Removed column \`age\`
  [*] Altered column \`x\` (changed from Nullable to Required)

[*] Changed the \`Status\` enum
  [+] Added variant \`LOST\`

[*] Redefined table \`odd name\`
  [+] Added column \`_prisma_migrations\`

[-] Removed tables
  - _prisma_migrations
`
    expect(readSummary(summary, 2)).toEqual({
      empty: false,
      touched: ['Status', 'User', 'a: b, `c`', 'odd name', 'posts', 'roles'],
    })
  })

  test('is empty only if text and exit code both say so', () => {
    expect(readSummary('No difference detected.\n', 0)).toEqual({ empty: true, touched: [] })
    for (const [text, code] of [
      ['', 0],
      ['\n', 0],
      ['', 2],
      ['No difference detected.\n', 2],
      ['No difference detected.\n', 1],
      ['\n[+] Added tables\n  - A\n', 0],
      ['\n[+] Added tables\n  - A\n', 1],
    ] as const) {
      expect(() => readSummary(text, code)).toThrow(
        expect.objectContaining({ code: 'engine-answer-unclear' }),
      )
    }
  })

  test('as a script is empty only if text and exit code both say so', () => {
    expect(readScript('-- This is an empty migration.\n\n', 0)).toBe('')
    expect(readScript('-- CreateTable\nCREATE TABLE a ();\n\n', 2)).toBe('-- CreateTable\nCREATE TABLE a ();')
    for (const [text, code] of [
      ['', 0],
      ['', 2],
      ['-- This is an empty migration.\n', 2],
      ['-- This is an empty migration.\n', 1],
      ['CREATE TABLE a ();', 0],
    ] as const) {
      expect(() => readScript(text, code)).toThrow(expect.objectContaining({ code: 'engine-answer-unclear' }))
    }
  })

  test('whatever the text, only one text is an empty diff', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(0, 2), (text, code) => {
        fc.pre(text.trim() !== 'No difference detected.')
        try {
          return !readSummary(text, code).empty
        } catch (error) {
          return error instanceof Error && error.name === 'Failure'
        }
      }),
    )
  })
})

describe('what `db pull` changes', () => {
  const changes = (before: string, after: string, rewritten: string | null = null) =>
    pullChanges(
      project(before),
      [{ path: 'prisma/schema.prisma', content: after }],
      rewritten === null ? null : [{ path: 'prisma/schema.prisma', content: rewritten }],
    ).length > 0
  const model =
    'model A {\n  id Int @id\n  url String @default("http://x  y") @map("u")\n\n  @@index([id, url])\n}\n'

  test.each([
    ['comments', `// a\n/// b\n${model.replace('@id', '@id // "c"')}`],
    [
      'spacing and line breaks',
      model
        .replace('[id, url]', '[\n    id,\n    url\n  ]')
        .replaceAll('  ', '      ')
        .replace('x      y', 'x  y'),
    ],
    [
      'the order of attributes',
      model.replace('@default("http://x  y") @map("u")', '@map("u")   @default("http://x  y")'),
    ],
    [
      'the order of fields and blocks',
      `enum E {\n  X\n}\n${model.split('\n').toSpliced(1, 2, '  url String @map("u") @default("http://x  y")', '  id Int @id').join('\n')}`,
    ],
    [
      'datasource and generator',
      `datasource db {\n  provider = "postgresql"\n  url = "x"\n}\ngenerator c {\n  provider = "p"\n}\n${model}`,
    ],
    [
      'Prisma’s own table',
      `${model}model prisma_migrations {\n  id Int @id\n  @@map("_prisma_migrations")\n}\n`,
    ],
  ])('%s: no change', (_name, other) => {
    const enumToo = other.includes('enum') ? `${model}enum E {\n  X\n}\n` : model
    expect(changes(enumToo, other)).toBe(false)
    expect(changes(other, enumToo)).toBe(false)
  })

  test.each([
    ['a field more', model.replace('@id\n', '@id\n  x Int?\n')],
    ['another type', model.replace('Int @id', 'BigInt @id')],
    ['another default', model.replace('x  y', 'x y')],
    ['a comment sign in a default', model.replace('http://x  y', 'http:')],
    ['another index', model.replace('[id, url]', '[url, id]')],
    ['another kind of block', model.replace('model', 'view')],
    ['a model more', `${model}model B {\n  id Int @id\n}\n`],
    ['no model', ''],
  ])('%s: a change', (_name, other) => {
    expect(changes(model, other)).toBe(true)
    expect(changes(other, model)).toBe(true)
  })

  test('what Prisma rewrites in the schema’s own database too is none, what it drops from production alone is one', () => {
    const before = 'model A {\n  id Int @id @db.Integer\n  b Int\n}\n'
    const rewritten = 'model A {\n  id Int @id\n  b Int\n}\n'
    expect(changes(before, rewritten)).toBe(true)
    expect(changes(before, rewritten, rewritten)).toBe(false)
    expect(changes(before, 'model A {\n  id Int @id\n}\n', rewritten)).toBe(true)
    expect(changes(before, '', rewritten)).toBe(true)
    expect(changes('view V {\n  a Int\n}\n', '', '')).toBe(true)
  })
})

describe('the URLs of a datasource', () => {
  const schema = `datasource db {
  provider  = "postgresql"
  url       = "postgresql://u:p@h/d"
  directUrl = env( "DIRECT" )
  shadowDatabaseUrl = "x" // url = "no"
}
model url {
  url String @default("url = x")
}
`
  test('come from variables alone, and back', () => {
    const { content, variables, literals } = lendUrl(schema)
    expect(content).not.toContain('u:p@h')
    expect(variables).toEqual([
      'PRISMA_SCHEMA_DRIFT_DATABASE_URL_1',
      'DIRECT',
      'PRISMA_SCHEMA_DRIFT_DATABASE_URL_2',
    ])
    expect(content.split('\n').length).toBe(schema.split('\n').length)
    expect(restoreUrl(content, literals)).toBe(schema)
  })
})

test('the errors in the text of a P1012', () => {
  const text = `
Error: Prisma schema validation - (validate wasm)
Error code: P1012
error: Type "X" is unknown.
  -->  schema/a.prisma:12
   |
12 |   error: X
   |
error: Something without a place

Validation Error Count: 2
[Context: validate]
`
  expect(errorsOfText(text, (path) => path.replace('schema/', ''))).toEqual([
    { message: 'Type "X" is unknown.', location: { file: 'a.prisma', line: 12 } },
    { message: 'Something without a place', location: null },
  ])
})

test('the folder that files have in common', () => {
  expect(commonFolder(['a/b/c.prisma', 'a/b/d/e.prisma'])).toBe('a/b')
  expect(commonFolder(['a/b.prisma', 'c/d.prisma'])).toBe('.')
  expect(commonFolder(['../x/a.prisma', '../x/y/b.prisma'])).toBe('../x')
  expect(commonFolder(['schema.prisma'])).toBe('.')
})
