import { describe, expect, test } from 'vitest'
import { diagnoseHistory } from '../../src/migrations/diagnose-history.ts'
import { replayHistory } from '../../src/migrations/history-lines.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query, testServer } from '../support/database.ts'
import { migration } from './migration.ts'

const tables = async (database: Connection | null) =>
  database &&
  (
    await query(
      database,
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY 1",
    )
  ).map(({ relname }) => relname)

const replay = async (production: string, ran: readonly string[], pending: readonly string[]) => {
  const database = await createTestDatabase(production)
  const all = [...ran, ...pending].map((sql, index) => migration(sql, `${index}_m`))
  const records = all
    .slice(0, ran.length)
    .map(({ name, checksum }) => ({ name, checksum, state: 'applied', resolved: false }) as const)
  const lines = await replayHistory(await testServer(), database, diagnoseHistory(all, records), {})
  return {
    outcome: lines.outcome,
    production: await tables(database),
    applied: await tables(lines.applied),
    history: await tables(lines.history),
    deployed: await tables(lines.deployed),
  }
}

describe('replaying the history', () => {
  test('makes each line', async () => {
    expect(
      await replay('CREATE TABLE a (); CREATE TABLE hand ()', ['CREATE TABLE a ()'], ['CREATE TABLE b ()']),
    ).toMatchObject({
      production: ['a', 'hand'],
      applied: ['a'],
      history: ['a', 'b'],
      deployed: ['a', 'b', 'hand'],
      outcome: { breaks: null, unreplayable: null },
    })
  })

  test('a pending migration that fails on the rows leaves no deployed line, and the history whole', async () => {
    const found = await replay(
      'CREATE TABLE a (n int); INSERT INTO a VALUES (1), (1)',
      ['CREATE TABLE a (n int)'],
      ['CREATE UNIQUE INDEX a_n ON a (n)', 'CREATE TABLE after_it ()'],
    )
    expect(found).toMatchObject({
      deployed: null,
      history: ['a', 'after_it'],
      outcome: { breaks: { migration: { name: '1_m' }, rows: 2 }, unreplayable: null },
    })
  })

  test('a migration that does not replay is left out, but for what can be run of it, and the history goes on', async () => {
    const found = await replay(
      'CREATE TABLE a ()',
      [
        'CREATE TABLE a ()',
        'BEGIN; CREATE TABLE part (); COMMIT; ALTER TABLE nowhere ADD x int; CREATE TABLE rest ()',
        'ALTER TABLE nowhere ADD y int',
      ],
      ['CREATE TABLE b ()'],
    )
    expect(found).toMatchObject({
      applied: ['a', 'part', 'rest'],
      history: ['a', 'b', 'part', 'rest'],
      deployed: ['a', 'b'],
      outcome: { unreplayable: { migration: { name: '1_m' }, partial: true }, unreplayableLater: ['2_m'] },
    })
    expect([...(found.outcome?.untold ?? [])].filter((name) => name.length < 2)).toEqual(['x', 'y'])
    expect(found.outcome?.untold.has('nowhere')).toBe(true)
    expect(found.outcome?.untold.has('rest')).toBe(false)
  })
})
