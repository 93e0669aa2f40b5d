import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { schemaPatch } from '../../../src/prisma/edit/schema-patch.ts'

type Files = Readonly<Record<string, string>>

const list = (files: Files) => Object.entries(files).map(([path, content]) => ({ path, content }))

/** What `git apply` makes of files. */
function gitApplied(files: Files, patch: string, paths: readonly string[]): Files {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'patch-')))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch, stdio: 'pipe' })
    return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('is a unified diff from the folder in which the paths begin', () => {
  const before = list({ 'prisma/schema.prisma': 'model A {\n  id Int @id\n}\n' })
  const after = list({ 'prisma/schema.prisma': 'model A {\n  id BigInt @id\n}\n' })
  expect(schemaPatch(before, after)).toBe(`diff --git a/prisma/schema.prisma b/prisma/schema.prisma
--- a/prisma/schema.prisma
+++ b/prisma/schema.prisma
@@ -1,3 +1,3 @@
 model A {
-  id Int @id
+  id BigInt @id
 }
`)
})

test('is empty where nothing changes', () => {
  const files = list({ 'a.prisma': 'model A {\n}' })
  expect(schemaPatch(files, files)).toBe('')
})

test.each<[string, Files, Files]>([
  ['no last line end', { 'a.prisma': 'a\nb' }, { 'a.prisma': 'a\nb\n\nc' }],
  ['a last line end that comes', { 'a.prisma': 'a\nb' }, { 'a.prisma': 'a\nb\n' }],
  ['Windows', { 'a.prisma': 'a\r\nb\r\nc\r\n' }, { 'a.prisma': 'a\r\nB\r\nc\r\n' }],
  ['mixed line ends', { 'a.prisma': 'a\r\nb\nc\r\n' }, { 'a.prisma': 'a\r\nB\nc\r\n' }],
  ['a new file', { 'x/a.prisma': 'a\n' }, { 'x/a.prisma': 'A\n', 'x/models/b.prisma': 'b\nc' }],
  [
    'blanks in a path',
    { 'my files/a b.prisma': 'a\n' },
    { 'my files/a b.prisma': 'b\n', 'my files/c d.prisma': 'c\n' },
  ],
  ['other letters in a path', { 'prísma/größe.prisma': 'a\n' }, { 'prísma/größe.prisma': 'b\n' }],
  ['quotes in a path', { 'a"b.prisma': 'a\n' }, { 'a"b.prisma': 'b\n' }],
])('git takes %s', (_, before, after) => {
  const patch = schemaPatch(list(before), list(after))
  expect(gitApplied(before, patch, Object.keys(after))).toEqual(after)
})

test('git takes a file that goes', () => {
  const before = { 'a.prisma': 'a\n', 'b.prisma': 'b\n' }
  const after = { 'b.prisma': 'b\n' }
  const patch = schemaPatch(list(before), list(after))
  expect(() => gitApplied(before, patch, ['a.prisma'])).toThrow('ENOENT')
})

test('git refuses it where the file has another text by now', () => {
  const patch = schemaPatch(list({ 'a.prisma': 'a\nb\n' }), list({ 'a.prisma': 'a\nB\n' }))
  expect(() => gitApplied({ 'a.prisma': 'x\ny\n' }, patch, ['a.prisma'])).toThrow('patch does not apply')
})

test('git makes of any text any other', () => {
  const text = fc
    .array(
      fc.constantFrom('model A {', '}', '  a Int', '', '-- a', '+++ b', '\\ No newline', '@@ -1 +1 @@'),
      { maxLength: 12 },
    )
    .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)))
    .filter((each) => each !== '')
  const property = fc.property(text, text, (before, after) => {
    fc.pre(before !== after)
    const patch = schemaPatch(list({ 'a.prisma': before }), list({ 'a.prisma': after }))
    expect(gitApplied({ 'a.prisma': before }, patch, ['a.prisma'])).toEqual({ 'a.prisma': after })
  })
  fc.assert(property, { numRuns: 40 })
})
