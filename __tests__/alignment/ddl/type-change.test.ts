/** Whether Postgres writes a table anew for another type of a column is what is said of it, on every version. */
import { describe, expect, test } from 'vitest'
import { typeName } from '../../../src/alignment/ddl/text.ts'
import { typeChange } from '../../../src/alignment/ddl/type-change.ts'
import { withClient } from '../../../src/postgres/client.ts'
import { majors, serverOf } from './servers.ts'

/** A value that is lost or refused where that is to be expected; null for any. */
const types: Readonly<Record<string, string>> = {
  smallint: '7',
  integer: '7',
  bigint: '7',
  numeric: '7.1234567',
  'numeric(8,2)': '7.25',
  'numeric(12,2)': '7.25',
  'numeric(8,4)': '7.2512',
  real: '7.5',
  'double precision': '7.123456789',
  'character varying(10)': 'a',
  'character varying(40)': 'a',
  'character varying': 'a',
  text: 'a',
  citext: 'a',
  'character(4)': 'a',
  'timestamp(3) without time zone': '2020-01-01 10:00:00.123',
  'timestamp without time zone': '2020-01-01 10:00:00.123456',
  'timestamp(6) with time zone': '2020-01-01 10:00:00.123456Z',
  'timestamp(3) with time zone': '2020-01-01 10:00:00.123Z',
  date: '2020-01-01',
  'time(3) without time zone': '10:00:00.123',
  'time without time zone': '10:00:00.123456',
  'interval(3)': '1 day 00:00:01.123',
  interval: '1 day 00:00:01.123456',
  'bit varying(4)': '1011',
  'bit varying(8)': '1011',
  inet: '10.0.0.1',
  cidr: '10.0.0.0/8',
  boolean: 'true',
  uuid: '8f0c9c4e-1a6a-4b0e-9d8c-0d1b0b7f0a11',
  jsonb: '{"a": 1}',
  json: '{"a":1}',
  'character varying(10)[]': '{a}',
  'text[]': '{a}',
  'integer[]': '{1}',
}

interface Outcome {
  readonly rewrites: boolean
  /** SQLSTATE; null where it was not refused. */
  readonly refused: string | null
}

for (const major of majors) {
  describe(`PostgreSQL ${major ?? 'of this run'}`, () => {
    const server = serverOf(major)

    test('rewrites where it is said to, and refuses and loses no value where none is said to be', async () => {
      const database = await (await server()).createDatabase('types')
      const wrong: object[] = []
      await withClient(database, async (client) => {
        await client.query(`CREATE EXTENSION citext; SET TimeZone = 'America/Lima'`)
        for (const [from, value] of Object.entries(types)) {
          await client.query(
            `DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from}); INSERT INTO t VALUES ('${value}')`,
          )
          for (const to of Object.keys(types)) {
            const name = typeName(to, 'public')
            const { using, rewrites, fails, loses } = typeChange('"c"', from, to, name)
            const sql = `ALTER TABLE t ALTER COLUMN c SET DATA TYPE ${name}${using === null ? '' : ` USING ${using}`}`
            const file = `SELECT relfilenode::text AS file FROM pg_class WHERE oid = 't'::regclass`
            await client.query('BEGIN')
            const before = await client.query<{ file: string }>(file)
            const seen: Outcome = await client.query(sql).then(
              async () => {
                const after = await client.query<{ file: string }>(file)
                return { rewrites: before.rows[0]?.file !== after.rows[0]?.file, refused: null }
              },
              (error: { code: string }) => ({ rewrites, refused: error.code }),
            )
            if (seen.refused !== null) {
              // Types that have nothing in common are refused as such; a value only where that was said.
              const isOfValue = seen.refused.startsWith('22')
              if (isOfValue !== fails || !isOfValue) wrong.push({ from, to, fails, refused: seen.refused })
            } else {
              if (seen.rewrites !== rewrites) wrong.push({ from, to, rewrites, seen: seen.rewrites })
              if (!loses && from !== to) {
                const back = typeChange('"c"', to, from, typeName(from, 'public'))
                const way = back.using === null ? '' : ` USING ${back.using}`
                const kept = await client
                  .query(`ALTER TABLE t ALTER COLUMN c SET DATA TYPE ${typeName(from, 'public')}${way}`)
                  .then(() =>
                    client.query<{ same: boolean }>(
                      `SELECT c::text = ('${value}'::${from})::text AS same FROM t`,
                    ),
                  )
                  .catch(() => null)
                if (kept?.rows[0]?.same === false) wrong.push({ from, to, loses, lost: true })
              }
            }
            await client.query('ROLLBACK')
          }
        }
      })
      expect(wrong).toEqual([])
    })
  })
}
