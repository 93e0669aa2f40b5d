import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parsePatch } from 'diff'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { linesOf, rowsOf, sameLines } from '../../../src/github/suggestions/diff-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'patches-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What git shows of a change, as GitHub hands it over: without the head. */
function patchOf(before: string | null, after: string): string {
  const files = [before ?? '', after].map((content, at) => {
    const path = join(folder, String(at))
    writeFileSync(path, content)
    return path
  })
  const old = before === null ? '/dev/null' : (files[0] ?? '')
  try {
    execFileSync('git', ['diff', '--no-index', '--no-color', old, files[1] ?? ''], { stdio: 'pipe' })
    return ''
  } catch (error) {
    // git ends with 1 where there is a difference.
    const out = String((error as { stdout: Buffer }).stdout)
    return out.slice(out.indexOf('\n@@ ') + 1).replace(/\n$/, '')
  }
}

const row = fc.constantFrom(
  'a',
  'b',
  '',
  '  id Int @id',
  '+x',
  '-y',
  '--- a',
  '+++ b',
  '@@ -1 +1 @@',
  '\\ No',
  'é ',
)
const text = fc
  .tuple(fc.array(row, { maxLength: 25 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([rows, end, closed]) => rows.join(end) + (closed && rows.length > 0 ? end : ''))

describe('lines of a diff', () => {
  test('are those on the right side of its hunks, whatever is written in them', () => {
    fc.assert(
      fc.property(fc.option(text), text, (before, after) => {
        const patch = patchOf(before, after)
        const lines = linesOf(patch)
        const hunks = patch === '' ? [] : (parsePatch(patch)[0]?.hunks ?? [])
        const expected = hunks.flatMap(({ newStart, newLines }, at) =>
          Array.from({ length: newLines }, (_, offset) => ({ line: newStart + offset, hunk: at + 1 })),
        )
        expect(lines).toEqual(expected)
        expect(lines.every(({ line }) => line <= rowsOf(after).length)).toBe(true)
        if (before === null) expect(lines).toHaveLength(rowsOf(after).length)
      }),
      { numRuns: 60 },
    )
  })

  test('are none of a file that is only renamed, or too long to be shown', () => {
    expect(linesOf('')).toEqual([])
  })

  test('keep apart what is in different hunks', () => {
    const before = Array.from({ length: 30 }, (_, at) => `line ${at}\n`).join('')
    const after = before.replace('line 4\n', 'changed\n').replace('line 24\n', '')
    const lines = linesOf(patchOf(before, after))
    expect(lines.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 22, 23, 24, 25, 26, 27])
    expect(new Set(lines.map(({ hunk }) => hunk)).size).toBe(2)
  })

  test('of a file without a last line end', () => {
    expect(linesOf(patchOf('a\nb', 'a\nc'))).toEqual([
      { line: 1, hunk: 1 },
      { line: 2, hunk: 1 },
    ])
  })
})

describe('the same lines', () => {
  test('of two texts have the same content, in the same order', () => {
    fc.assert(
      fc.property(text, text, (head, checked) => {
        const same = [...sameLines(head, checked)]
        for (const [left, right] of same) expect(rowsOf(head)[left - 1]).toBe(rowsOf(checked)[right - 1])
        const ordered = same.toSorted(([, a], [, b]) => a - b)
        expect(ordered.map(([left]) => left)).toEqual(same.map(([left]) => left).toSorted((a, b) => a - b))
      }),
    )
  })

  test('are all of a text with other line ends', () => {
    expect(sameLines('a\nb\n', 'a\r\nb\r\n')).toEqual(
      new Map([
        [1, 1],
        [2, 2],
      ]),
    )
  })
})
