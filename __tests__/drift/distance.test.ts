import { expect, test } from 'vitest'
import { distance } from '../../src/drift/distance.ts'
import * as c from './catalogs.ts'

const apart = (change: c.Change) => distance(c.catalog(c.shop), c.catalog(change(c.shop)))

test('a database is at no distance from itself', () => {
  expect(apart(c.none)).toBe(0)
})

test('each object counts once, whichever side has it and however much of it differs', () => {
  expect(apart(c.add(c.column('users', 'bio', 'text')))).toBe(1)
  expect(apart(c.drop('nick'))).toBe(1)
  expect(apart(c.alter('nick', { type: 'integer', nullable: false }))).toBe(1)
  expect(apart(c.all(c.drop('nick'), c.alter('title', { nullable: true })))).toBe(2)
})

test('an index of another name is one object that differs, not two', () => {
  expect(apart(c.rename('posts_userId_idx', 'by_user'))).toBe(1)
})

test('with a table goes all that is on it', () => {
  const on = c.shop.filter(({ id }) => 'table' in id && id.table === 'posts')
  expect(apart(c.drop('posts'))).toBe(on.length + 1)
})
