import { expect, test } from 'vitest'
import { createTestDatabase, query, testServer } from '../support/database.ts'

test('a test database is empty, ours alone, and can be cloned', async () => {
  const database = await createTestDatabase('CREATE TABLE t (id int); INSERT INTO t VALUES (7)')
  const copy = await (await testServer()).createDatabase('copy', database)
  await query(database, 'DELETE FROM t')
  expect(await query(copy, 'SELECT id FROM t')).toEqual([{ id: 7 }])
  expect(await query(database, 'SELECT id FROM t')).toEqual([])
})
