import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failureCodes } from '../../src/model/failure.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/failures.md'), 'utf8')

test('docs/failures.md has every code, with its meaning, and no other', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.+?) \|/gm)].map(([, code, meaning]) => [code, meaning])
  expect(Object.fromEntries(rows)).toEqual(failureCodes)
})
