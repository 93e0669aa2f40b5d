import { describe, expect, test } from 'vitest'
import { clientType, columnType, enumId, isNarrower } from '../../src/drift/client-types.ts'

describe('the client’s type of a column', () => {
  for (const [type, client] of [
    ['text', 'String'],
    ['character varying(40)', 'String'],
    ['uuid', 'String @db.Uuid'],
    ['integer', 'Int'],
    ['bigint', 'BigInt'],
    ['numeric(10,2)', 'Decimal'],
    ['double precision', 'Float'],
    ['timestamp(3) without time zone', 'DateTime'],
    ['timestamp with time zone', 'DateTime'],
    ['time(0) without time zone', 'DateTime @db.Time'],
    ['jsonb[]', 'Json'],
    ['public."Role"', null],
  ] as const) {
    test(`${type}: ${client}`, () => expect(clientType(columnType(type))).toBe(client))
  }
})

describe('production takes less than the schema allows', () => {
  for (const [database, schema, narrower] of [
    ['character varying(50)', 'text', true],
    ['text', 'character varying(50)', false],
    ['character varying(50)', 'character varying(200)', true],
    ['character varying', 'character varying(200)', false],
    ['character', 'text', true],
    ['smallint', 'integer', true],
    ['integer', 'smallint', false],
    ['real', 'double precision', true],
    ['numeric(10,2)', 'numeric(65,30)', true],
    ['numeric(10,2)', 'numeric(12,1)', true],
    ['numeric', 'numeric(10,2)', false],
    ['numeric(10,2)', 'numeric(8,2)', false],
    ['date', 'timestamp(3) without time zone', true],
    ['timestamp(3) without time zone', 'date', false],
    ['timestamp(0) without time zone', 'timestamp(3) without time zone', true],
    ['timestamp with time zone', 'timestamp(3) without time zone', false],
    ['jsonb', 'json', false],
  ] as const) {
    test(`${database} against ${schema}: ${narrower}`, () => {
      expect(isNarrower(columnType(database), columnType(schema))).toBe(narrower)
    })
  }
})

test('the name of an enum is read from its type', () => {
  expect(enumId('public."Role"')).toEqual({ kind: 'enum', schema: 'public', name: 'Role' })
  expect(enumId('"My Schema"."a ""b"""')).toEqual({ kind: 'enum', schema: 'My Schema', name: 'a "b"' })
  expect(enumId('role')).toEqual({ kind: 'enum', schema: 'public', name: 'role' })
  expect(enumId('a.b.c')).toBeNull()
})
