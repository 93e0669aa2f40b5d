import { describe, expect, test } from 'vitest'
import { distance } from '../../src/drift/distance.ts'
import { nearestPrefix } from '../../src/migrations/nearest-prefix.ts'
import { createTestDatabase, testServer } from '../support/database.ts'
import { migration } from './migration.ts'

const history = [
  'CREATE TABLE a (id int PRIMARY KEY, name text)',
  'CREATE TABLE b (id int PRIMARY KEY)',
  'UPDATE a SET name = NULL',
  'ALTER TABLE a ADD nick text; CREATE INDEX a_nick ON a (nick)',
  'ALTER TABLE b ADD CHECK (id > 0)',
  'ALTER TABLE a ALTER nick SET DEFAULT 1',
]

/** The prefix that is nearest to a production of these statements, without records. */
async function nearest(production: readonly string[], migrations = history) {
  const server = await testServer()
  return nearestPrefix({
    server,
    production: await createTestDatabase(production.join(';')),
    migrations: migrations.map((sql, index) => migration(sql, `${String(index).padStart(4, '0')}_m`)),
    options: {},
    distance,
  })
}

describe('the beginning of the history that is nearest to a production without records', () => {
  test.each([1, 5])('is found where production is just that: %i', async (length) => {
    expect(await nearest(history.slice(0, length))).toEqual({ length, distance: 0 })
  })

  test('of equal ones is the longest: what changes rows alone counts as run', async () => {
    expect(await nearest(history.slice(0, 2))).toEqual({ length: 3, distance: 0 })
  })

  test('is told from its neighbours by a default, which a sketch does not show', async () => {
    const [first = '', ...others] = history
    const changed = [
      first,
      'ALTER TABLE a ALTER name SET DEFAULT 1',
      'ALTER TABLE a ALTER name SET DEFAULT 2',
      ...others,
    ]
    expect(await nearest(changed.slice(0, 2), changed)).toEqual({ length: 2, distance: 0 })
  })

  test('is found in spite of what was changed by hand', async () => {
    const byHand = [
      'CREATE TABLE hand (id int)',
      'ALTER TABLE a DROP name',
      'ALTER TABLE b ALTER id TYPE bigint',
    ]
    expect(await nearest([...history.slice(0, 4), ...byHand])).toEqual({ length: 4, distance: 4 })
  })

  test('is none of it, where production is something else', async () => {
    expect(await nearest(['CREATE TABLE other (id int)'])).toMatchObject({ length: 0 })
  })

  test('is not asked for, where production has no table', async () => {
    expect(await nearest(['CREATE TYPE mood AS ENUM ()'])).toBeNull()
  })

  test('is found past a migration that does not replay', async () => {
    const broken = ['ALTER TABLE nowhere ADD x int', ...history]
    expect(await nearest(history.slice(0, 4), broken)).toEqual({ length: 5, distance: 0 })
  })

  test('is found among a hundred', async () => {
    const many = Array.from(
      { length: 100 },
      (_, index) => `CREATE TABLE t${index} (id int PRIMARY KEY, name text)`,
    )
    expect(await nearest(many.slice(0, 60), many)).toEqual({ length: 60, distance: 0 })
  })
})
