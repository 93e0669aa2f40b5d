import { expect, test } from 'vitest'
import type { OptionName } from '../../src/config/options.ts'
import { secretsOf } from '../../src/config/secrets.ts'

function secrets(name: OptionName, value: string): readonly string[] {
  return secretsOf([{ name, value, door: 'cli', location: null }])
}

test('the token', () => {
  expect(secrets('github-token', 'ghs_abc')).toEqual(['ghs_abc'])
})

test('a database URL, and its password alone, as written and decoded', () => {
  const url = 'postgres://me:s%40cret@db.example.com:5432/app?sslmode=require'
  expect(secrets('database-url', url)).toEqual(expect.arrayContaining([url, 's%40cret', 's@cret']))
  expect(secrets('dump', url)).toContain('s@cret')
})

test('a URL that cannot be parsed is one secret', () => {
  expect(secrets('database-url', 'postgres://me:a#b@host:port/x')).toEqual(['postgres://me:a#b@host:port/x'])
})

test('a signed URL of a dump: whole, and its signature', () => {
  const url = 'https://bucket.example.com/a.dump?X-Amz-Expires=60&X-Amz-Signature=0123456789abcdef'
  expect(secrets('dump', url)).toEqual(expect.arrayContaining([url, '0123456789abcdef']))
  expect(secrets('dump', url)).not.toContain('60')
})

test('what keeps nothing secret is not masked', () => {
  expect(secrets('dump', 'dumps/production.dump')).toEqual([])
  expect(secrets('dump', 'https://example.com/production.dump')).toEqual([])
  expect(secrets('database-url', 'postgres://postgres:postgres@localhost/postgres')).toEqual([])
  expect(secrets('schema', 'a-schema-folder')).toEqual([])
})
