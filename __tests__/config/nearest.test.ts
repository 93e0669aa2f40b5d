import { expect, test } from 'vitest'
import { alternatives, nearest } from '../../src/config/nearest.ts'

test('the nearest word, and none where none is near', () => {
  const known = ['postgres', 'postgres-image', 'postgres-version', 'schema']
  expect(nearest('postgress', known)).toBe('postgres')
  expect(nearest('postgresImage', known)).toBe('postgres-image')
  expect(nearest('shcema', known)).toBe('schema')
  expect(nearest('dump', known)).toBeNull()
})

test('alternatives make a sentence', () => {
  expect(alternatives(['a'])).toBe('`a`')
  expect(alternatives(['a', 'b', 'c'])).toBe('`a`, `b` or `c`')
})
