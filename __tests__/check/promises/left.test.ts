import { expect, test } from 'vitest'
import { among } from '../../../src/check/promises/left.ts'
import type { Votes } from '../../../src/drift/difference.ts'
import type { ObjectId } from '../../../src/model/object.ts'
import { objectKey } from '../../../src/model/object.ts'

const object: ObjectId = { kind: 'unique', schema: 'public', table: 'User', name: 'one' }
const left = { rule: 'unique-missing', object, fingerprint: 'a' } as const
const again = { rule: 'unique-extra', object, fingerprint: 'b' } as const
const presence = (votes: Votes) => [
  { key: objectKey(object), verdicts: new Map([['presence', { cause: 'unknown' as const, votes }]]) },
]
const before = presence({ database: false, history: true, schema: true })

test('what is left may be told by another rule', () => {
  const after = presence({ database: false, history: true })
  expect(among([left], before, after)(again)).toBe(true)
})

test('what a plan has changed in one line is not what was left', () => {
  const after = presence({ database: false, history: true, schema: false })
  expect(among([left], before, after)(again)).toBe(false)
})

test('the same finding is left, whatever the lines say', () => {
  expect(among([left], before, [])(left)).toBe(true)
})

test('another object is not', () => {
  const other = { ...again, object: { ...object, name: 'two' } }
  expect(among([left], before, before)(other)).toBe(false)
})

test('what a line has come to be asked about is not what was left', () => {
  const unasked = presence({ database: false, history: true })
  expect(among([left], unasked, before)(again)).toBe(false)
})
