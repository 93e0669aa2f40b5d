import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { text } from '../../src/report/text.ts'
import { alignment, breaking, clean, failed, hostile, many } from './samples.ts'

test.each(Object.entries({ alignment, breaking, clean, failed, hostile }))(
  'in a terminal: %s',
  async (name, sample) => {
    await expect(text(sample, { width: 100, failOn: 'error' })).toMatchFileSnapshot(`snapshots/${name}.txt`)
  },
)

test('colours only when asked, and they change nothing but colour and the backticks they replace', () => {
  const plain = text(alignment)
  const coloured = text(alignment, { color: true })
  expect(plain).not.toContain('\u001b')
  expect(coloured).toContain('\u001b[')
  expect(stripVTControlCharacters(coloured)).toBe(plain.replaceAll('`', ''))
})

test('lines fit the terminal, but for names and values that do not', () => {
  const prose = text(alignment, { width: 80 })
    .split('\n')
    .filter((line) => !line.includes('prisma/'))
  expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('a wide terminal gets lines that can still be read', () => {
  const lines = text(alignment, { width: 300 })
    .split('\n')
    .filter((line) => !line.includes('migration.sql'))
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
})

test('piped, a sentence is one line and the place follows the rule', () => {
  const lines = text(alignment).split('\n')
  expect(lines).toContain('  ✗ users.site_mode  column-default  prisma/schema.prisma:39')
  expect(lines.some((line) => line.length > 130)).toBe(true)
})

test.each([
  [alignment, 'error', '✗ drift: 22 errors, 4 warnings, 2 infos · fail-on error · exit 1'],
  [alignment, 'never', '! drift: 22 errors, 4 warnings, 2 infos · fail-on never · exit 0'],
  [clean, 'info', '✓ clean: no findings · fail-on info · exit 0'],
  [failed, 'never', '✗ failed: extension-missing · exit 2'],
] as const)('the last line says what the exit code is', (sample, failOn, last) => {
  expect(text(sample, { failOn }).trimEnd().split('\n').at(-1)).toBe(last)
})

test.each([
  ['failed', false],
  ['clean', true],
] as const)('no dump makes an empty production where the check came to an end: %s', (status, empty) => {
  const database = { provider: 'local', version: '15.18', reason: '', dump: null } as const
  const shown = text({ ...(status === 'failed' ? failed : clean), database })
  expect(shown).toContain('PostgreSQL 15.18, local')
  expect(shown.includes('production is empty')).toBe(empty)
})

test('nothing is cut', () => {
  expect(text(many(300)).match(/^ {2}[✗!·] /gm)).toHaveLength(300)
})
