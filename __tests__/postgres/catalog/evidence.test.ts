import { beforeAll, describe, expect, test } from 'vitest'
import { answer, type Evidence, type Question, questionKey } from '../../../src/model/evidence.ts'
import type { SchemaMemberId, TableMemberId } from '../../../src/model/object.ts'
import { gatherEvidence } from '../../../src/postgres/catalog/evidence.ts'
import { createTestDatabase } from '../../support/database.ts'

const column = (table: string, name: string, schema = 'public'): TableMemberId => ({
  kind: 'column',
  schema,
  table,
  name,
})
const nulls = (...path: Parameters<typeof column>): Question => ({ kind: 'nulls', column: column(...path) })
const values = (...path: Parameters<typeof column>): Question => ({ kind: 'values', column: column(...path) })
const labels = (name: string, ...unknown: string[]): Question => ({
  kind: 'labels',
  enum: { kind: 'enum', schema: 'public', name },
  labels: unknown,
})

const table = (name: string): SchemaMemberId => ({ kind: 'table', schema: 'public', name })
const duplicates = (nullsEqual: boolean): Question => ({
  kind: 'duplicates',
  table: table('pairs'),
  keys: ['a', '(lower(b))'],
  predicate: null,
  nullsEqual,
})

const asked = {
  some: nulls('t', 'partly'),
  none: nulls('t', 'none'),
  held: values('t', 'partly'),
  holdsNothing: values('odd "table', 'odd "column', 'odd schema'),
  odd: nulls('odd "table', 'odd "column', 'odd schema'),
  absentColumn: nulls('t', 'absent'),
  absentTable: nulls('absent', 'id'),
  inUse: labels('role', "it's", 'gone'),
  unused: labels('role', 'unused'),
  unknown: labels('role', 'never a label'),
  nowhere: labels('lonely', 'a'),
  doubled: duplicates(false),
  doubledNulls: duplicates(true),
  orphaned: {
    kind: 'orphans',
    table: table('points'),
    columns: ['to', 'of'],
    target: table('pairs'),
    targetColumns: ['a', 'b'],
  },
} satisfies Record<string, Question>

describe('gatherEvidence', () => {
  let evidence: Evidence
  const ask = (name: keyof typeof asked) => answer(evidence, asked[name])

  beforeAll(async () => {
    const database = await createTestDatabase(`
      CREATE TYPE role AS ENUM ('known', 'it''s', 'gone', 'unused'); CREATE TYPE lonely AS ENUM ('a');
      CREATE TABLE t (partly int, none int NOT NULL DEFAULT 1, role role);
      INSERT INTO t (partly, role) VALUES (NULL, 'known'), (1, 'it''s'), (NULL, 'gone'), (2, NULL);
      CREATE TABLE lists (roles role[]);
      INSERT INTO lists VALUES ('{known}'), ('{known,gone,it''s}'), (NULL);
      CREATE TABLE whole (role role) PARTITION BY LIST (role);
      CREATE TABLE part PARTITION OF whole FOR VALUES IN ('gone');
      INSERT INTO whole VALUES ('gone');
      CREATE TABLE pairs (a int, b text);
      INSERT INTO pairs VALUES (1, 'x'), (1, 'X'), (1, 'x'), (2, 'y'), (2, 'Y'), (3, 'z'), (4, NULL), (4, NULL);
      CREATE TABLE points ("to" int, of text);
      INSERT INTO points VALUES (1, 'x'), (9, 'x'), (9, 'x'), (8, 'x'), (7, NULL);
      CREATE SCHEMA "odd schema"; CREATE TABLE "odd schema"."odd ""table" ("odd ""column" int);
      INSERT INTO "odd schema"."odd ""table" SELECT NULL FROM generate_series(1, 3)`)
    evidence = await gatherEvidence(database, [...Object.values(asked), asked.some])
  })

  test('counts nulls', () => {
    expect(ask('some')).toEqual({ rows: 2, columns: [column('t', 'partly')], keys: null })
    expect(ask('none')).toEqual({ rows: 0, columns: [], keys: null })
    expect(ask('odd')?.rows).toBe(3)
  })

  test('counts values', () => {
    expect(ask('held')).toEqual({ rows: 2, columns: [column('t', 'partly')], keys: null })
    expect(ask('holdsNothing')).toEqual({ rows: 0, columns: [], keys: null })
  })

  test('counts rows with these labels in every column of the enum, lists and partitions once', () => {
    expect(ask('inUse')).toEqual({
      rows: 4,
      columns: [column('lists', 'roles'), column('t', 'role'), column('whole', 'role')],
      keys: null,
    })
    expect(ask('unused')).toEqual({ rows: 0, columns: [], keys: null })
    expect(ask('unknown')).toEqual({ rows: 0, columns: [], keys: null })
    expect(ask('nowhere')).toEqual({ rows: 0, columns: [], keys: null })
  })

  test('counts rows beyond the first of a key, and rows that point nowhere, with how many keys they have', () => {
    expect(ask('doubled')).toEqual({ rows: 3, columns: [], keys: 2 })
    expect(ask('doubledNulls')).toEqual({ rows: 4, columns: [], keys: 3 })
    expect(ask('orphaned')).toEqual({ rows: 3, columns: [], keys: 2 })
  })

  test('does not know what it cannot measure', () => {
    expect(ask('absentColumn')).toBeNull()
    expect(ask('absentTable')).toBeNull()
  })

  test('knows a question whatever the order of its labels', () => {
    expect(questionKey(labels('role', 'a', 'b'))).toBe(questionKey(labels('role', 'b', 'a')))
    expect(questionKey(labels('role', 'a,b'))).not.toBe(questionKey(labels('role', 'a', 'b')))
    expect(questionKey(labels('role', 'a'))).not.toBe(questionKey(labels('lonely', 'a')))
  })

  test('asks nothing when there is no question', async () => {
    const nowhere = { host: '127.0.0.1', port: 1, user: 'nobody', database: 'nowhere' }
    expect(await gatherEvidence(nowhere, [])).toEqual(new Map())
  })
})
