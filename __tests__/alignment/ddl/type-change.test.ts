/** What is said of a change of type is held to what Postgres does with rows, on the oldest and the newest version. */
import { describe, expect, test } from 'vitest'
import { isAssigned } from '../../../src/alignment/ddl/casts.ts'
import { typeName } from '../../../src/alignment/ddl/text.ts'
import { type TypeChange, typeChange } from '../../../src/alignment/ddl/type-change.ts'
import { withClient } from '../../../src/postgres/client.ts'
import { serverOf, slowMajors } from './servers.ts'

/** Values that are refused or lose something where that is to be expected, each in a table of its own. */
const types: Readonly<Record<string, readonly string[]>> = {
  smallint: ['7'],
  integer: ['70000'],
  bigint: ['9007199254740993'],
  numeric: ['7.1234567'],
  'numeric(8,2)': ['7.25'],
  'numeric(12,2)': ['1234567890.25'],
  'numeric(8,4)': ['7.2512'],
  real: ['7.5'],
  'double precision': ['7.123456789'],
  money: ['7.25'],
  oid: ['7'],
  'character varying(10)': ['a', '007', '1.999'],
  'character varying(40)': ['longer than ten', '2020-01-01 10:00:00.123456'],
  'character varying': ['a '],
  text: ['{"a": 1, "a": 2}', '1.999', '10.0.0.1/8'],
  citext: ['A', 'yes'],
  'character(4)': ['a'],
  'timestamp(3) without time zone': ['2020-01-01 02:00:00.123'],
  'timestamp without time zone': ['2020-01-01 10:00:00.123456'],
  'timestamp(6) with time zone': ['2020-01-01 02:00:00.123456Z'],
  'timestamp(3) with time zone': ['2020-01-01 10:00:00.123Z'],
  date: ['2020-01-01'],
  'time(3) without time zone': ['02:00:00.123'],
  'time without time zone': ['10:00:00.123456'],
  'time with time zone': ['10:00:00+03'],
  'interval(3)': ['1 day 00:00:01.123'],
  interval: ['1 day 00:00:01.123456'],
  'bit(4)': ['1011'],
  'bit(8)': ['10110111'],
  'bit varying(4)': ['101'],
  'bit varying(8)': ['10110111'],
  'bit varying': ['1'],
  inet: ['10.0.0.1/8'],
  cidr: ['10.0.0.0/8'],
  boolean: ['true'],
  uuid: ['8f0c9c4e-1a6a-4b0e-9d8c-0d1b0b7f0a11'],
  jsonb: ['{"a": 1}', '7.5'],
  json: ['{"a":1}'],
  xml: ['<a/>'],
  bytea: ['\\x61'],
  'character varying(10)[]': ['{a}', '{007}'],
  'text[]': ['{a}', '{longer than ten}'],
  'integer[]': ['{70000}', '{1,2}'],
  'timestamp without time zone[]': ['{2020-01-01 02:00:00}'],
}

/** Makes a change and takes it back, in a transaction of its own; why it is refused is an SQLSTATE. */
const tryChange = `
  CREATE FUNCTION try(name text, sql text, back text, OUT refused text, OUT rewrites boolean, OUT same boolean)
  LANGUAGE plpgsql AS $$
  DECLARE file oid; shown text;
  BEGIN
    EXECUTE format('SELECT c::text FROM %I', name) INTO shown;
    SELECT relfilenode INTO file FROM pg_class WHERE oid = name::regclass;
    EXECUTE sql;
    SELECT relfilenode <> file INTO rewrites FROM pg_class WHERE oid = name::regclass;
    EXECUTE back;
    EXECUTE format('SELECT c::text = $1 FROM %I', name) INTO same USING shown;
    RAISE EXCEPTION 'done';
  EXCEPTION
    WHEN raise_exception THEN NULL;
    WHEN OTHERS THEN IF rewrites IS NULL THEN refused := SQLSTATE; END IF;
  END $$`

interface Outcome {
  /** The SQLSTATE; null where it was not refused. */
  readonly refused: string | null
  readonly rewrites: boolean | null
  /** Is the value what it was, when the change is taken back? Null where that is refused. */
  readonly same: boolean | null
}

/** Every type with every other, a table for each value. */
const tables = Object.entries(types).flatMap(([from, values]) => {
  const changes = Object.keys(types).flatMap((to) => {
    const there = typeChange('"c"', from, to, typeName(to, 'public'))
    const back = typeChange('"c"', to, from, typeName(from, 'public'))
    return there && back ? [{ to, there, back }] : []
  })
  return values.map((value) => ({ from, value, changes }))
})

const statementOf = (table: string, to: string, { using }: TypeChange) =>
  `ALTER TABLE ${table} ALTER COLUMN c SET DATA TYPE ${typeName(to, 'public')}${using === null ? '' : ` USING ${using}`}`

/** Whether what is said of a change is what Postgres did. */
function holds({ rewrites, fails, loses }: TypeChange, outcome: Outcome): boolean {
  if (outcome.refused !== null) return fails && outcome.refused.startsWith('22')
  return outcome.rewrites === rewrites && (loses || outcome.same !== false)
}

for (const major of slowMajors) {
  describe(`PostgreSQL ${major ?? 'of this run'}`, () => {
    const server = serverOf(major)

    test('rewrites where it is said to, and refuses and loses no value where none is said to be', async () => {
      const database = await (await server()).createDatabase('types')
      const wrong: object[] = []
      await withClient(database, async (client) => {
        await client.query(`CREATE EXTENSION citext; SET TimeZone = 'America/Lima'; ${tryChange}`)
        for (const [at, { from, value, changes }] of tables.entries()) {
          const name = `t${at}`
          await client.query(`CREATE TEMP TABLE ${name} (c ${from}); INSERT INTO ${name} VALUES ('${value}')`)
          const statements = changes.map(({ to, there, back }) => [
            statementOf(name, to, there),
            statementOf(name, from, back),
          ])
          const { rows } = await client.query<Outcome>(
            `SELECT (try($1, c->>0, c->>1)).* FROM json_array_elements($2) WITH ORDINALITY e(c, n) ORDER BY n`,
            [name, JSON.stringify(statements)],
          )
          expect(rows).toHaveLength(changes.length)
          for (const [nth, outcome] of rows.entries()) {
            const change = changes[nth]
            if (change && !holds(change.there, outcome)) wrong.push({ from, value, ...change, outcome })
          }
        }
      })
      expect(wrong).toEqual([])
    })

    test('knows the casts that Postgres makes by itself', async () => {
      const database = await (await server()).createDatabase('casts')
      const { rows } = await withClient(database, (client) =>
        client.query<{ from: string; to: string; known: boolean }>(
          `SELECT f.oid::regtype::text AS "from", t.oid::regtype::text AS "to", EXISTS (
             SELECT FROM pg_cast WHERE castsource = f.oid AND casttarget = t.oid AND castcontext <> 'e') AS known
           FROM pg_type f, pg_type t
           WHERE f.oid <> t.oid AND f.oid::regtype::text = ANY ($1) AND t.oid::regtype::text = ANY ($1)`,
          [[...new Set(Object.keys(types).map((type) => type.replace(/\(\d+(?:,\d+)?\)/, '')))]],
        ),
      )
      const isText = (type: string) => /^(?:character|text)/.test(type)
      const others = rows.filter(({ from, to }) => !isText(from) && !isText(to))
      expect(others.length).toBeGreaterThan(400)
      expect(others.filter(({ from, to, known }) => isAssigned(from, to) !== known)).toEqual([])
    })
  })
}
