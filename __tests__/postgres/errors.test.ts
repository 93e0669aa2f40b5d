import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/postgres/client.ts'
import { describePostgresError, type PostgresError } from '../../src/postgres/errors.ts'
import { createTestDatabase } from '../support/database.ts'

const tables = `
  CREATE TYPE mood AS ENUM ('ok');
  CREATE TABLE parent (id int PRIMARY KEY, label text UNIQUE);
  CREATE TABLE person (
    id int, age int NOT NULL, name varchar(8), mood mood, document jsonb, born date, at timestamptz,
    amount numeric(4, 2), small smallint, token uuid, tags text[], bits bit(3), parent text REFERENCES parent (label),
    CONSTRAINT adult CHECK (age >= 18), CONSTRAINT readable CHECK (name !~ '[0-9]')
  );
  CREATE TABLE loose (v text);
  CREATE DOMAIN short AS text CHECK (length(value) < 3);
  CREATE FUNCTION guard(v text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no: %', v; END $$;
  CREATE FUNCTION disguise(v text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no: %', v USING ERRCODE = '42P01', DETAIL = v, HINT = v, TABLE = 'person'; END $$;
  CREATE FUNCTION assured(v text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN ASSERT false, v; END $$;
  CREATE FUNCTION on_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'row %', new; END $$;
  CREATE TABLE guarded (v text);
  CREATE TRIGGER on_write BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION on_write();
`

/** Statements that fail on a value, which is `$1` in each; `secret` itself is put in by `format`. */
const failing: Readonly<Record<string, string>> = {
  'bad integer': 'SELECT %L::int',
  'bad uuid': 'SELECT %L::uuid',
  'bad boolean': 'SELECT %L::boolean',
  'bad enum label': 'SELECT %L::mood',
  'bad json': 'SELECT %L::jsonb',
  'bad date': 'SELECT %L::date',
  'bad timestamp': 'SELECT %L::timestamptz',
  'bad interval': 'SELECT %L::interval',
  'bad array': "SELECT ('{' || %L)::int[]",
  'bad range': "SELECT ('[' || %L)::int4range",
  'bad bits': 'SELECT %L::bit(3)',
  'bad bytes': "SELECT ('\\x' || %L)::bytea",
  'bad inet': 'SELECT %L::inet',
  'bad xml or json path': 'SELECT %L::jsonpath',
  'bad tsquery': "SELECT (%L || ' & ')::tsquery",
  'bad regular expression': "SELECT 'a' ~ (%L || '((')",
  'bad number format': "SELECT to_number(%L, '9')",
  'bad date format': "SELECT to_date(%L, 'YYYY-MM-DD')",
  'bad unit': 'SELECT date_trunc(%L, now())',
  'bad zone': 'SELECT now() AT TIME ZONE %L',
  'bad function name': 'SELECT %L::regprocedure',
  'bad identifier': "SELECT parse_ident('\"' || %L)",
  'string too long': "INSERT INTO person (age, name) VALUES (20, 'abcdefgh' || %L)",
  'domain check': "SELECT ('abc' || %L)::short",
  'null in a row': 'INSERT INTO person (name) VALUES (left(%L, 8))',
  'check of a row': 'INSERT INTO person (age, tags) VALUES (1, ARRAY[%L])',
  'foreign key': 'INSERT INTO person (age, parent) VALUES (20, %L)',
  'unique key': 'INSERT INTO parent VALUES (1, %L), (2, %L)',
  'unique index on rows': 'INSERT INTO loose VALUES (%L), (%L); CREATE UNIQUE INDEX ON loose (v)',
  'type of rows': 'INSERT INTO loose VALUES (%L); ALTER TABLE loose ALTER v TYPE int USING v::int',
  'check on rows': 'INSERT INTO loose VALUES (%L); ALTER TABLE loose ADD CONSTRAINT none CHECK (v IS NULL)',
  raised: 'SELECT guard(%L)',
  'raised under another code': 'SELECT disguise(%L)',
  assertion: 'SELECT assured(%L)',
  'raised by a trigger': 'INSERT INTO guarded VALUES (%L)',
  'raised in DO':
    "DO $do$ BEGIN RAISE EXCEPTION USING MESSAGE = %L, ERRCODE = '23505', CONSTRAINT = 'c'; END $do$",
  'dynamic SQL': 'DO $do$ BEGIN EXECUTE %L; END $do$',
  unterminated: 'SELECT 1 AS a; SELECT %L %L',
}

describe('describePostgresError', () => {
  let client: pg.Client
  beforeAll(async () => {
    client = await connect(await createTestDatabase(tables))
  })
  afterAll(() => client.end())

  const failure = async (sql: string): Promise<PostgresError> => {
    try {
      await client.query(sql)
    } catch (error) {
      return describePostgresError(error)
    }
    throw new Error('the statement did not fail')
  }

  test.each(Object.entries(failing))('never shows the value of a row: %s', async (_, template) => {
    const word = fc.stringMatching(/^[a-z]{9,12}$/)
    const secret = fc
      .tuple(word, fc.string({ maxLength: 8, unit: 'grapheme' }), word)
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(
        secret.filter((text) => !text.includes('\0')),
        async (text) => {
          const described = await failure(template.replaceAll('%L', () => pg.escapeLiteral(text)))
          const shown = JSON.stringify(described)
          expect(described.message).not.toBe('')
          for (const word of [text.slice(0, 9), text.slice(-9)]) expect(shown).not.toContain(word)
        },
      ),
      { numRuns: 12 },
    )
  })

  test.each([
    ["SELECT 'x'::int", '22P02', 'invalid input syntax for type integer'],
    ["SELECT 'x'::double precision", '22P02', 'invalid input syntax for type double precision'],
    ["SELECT '99999'::smallint", '22003', 'value is out of range for type smallint'],
    ["SELECT 'x'::mood", '22P02', 'invalid input value for enum mood'],
    [
      "INSERT INTO person (age, name) VALUES (20, 'abcdefghijk')",
      '22001',
      'value too long for type character varying(8)',
    ],
    ['SELECT 1/0', '22012', 'division by zero'],
    ['SELECT 1000::numeric(4, 2)', '22003', 'numeric field overflow'],
    ['SELECT 2147483647 + 1', '22003', 'integer out of range'],
    ["SELECT '2020-13-45'::date", '22008', 'date/time field value out of range'],
    ['SELECT * FROM nowhere', '42P01', 'relation "nowhere" does not exist'],
    ['SELECT nothing FROM person', '42703', 'column "nothing" does not exist'],
    ['SELECT missing(1)', '42883', 'function missing(integer) does not exist'],
    ['CREATE TABLE person ()', '42P07', 'relation "person" already exists'],
    ['DROP TYPE mood', '2BP01', 'cannot drop type mood because other objects depend on it'],
    ['ALTER TABLE person OWNER TO nobody_here', '42704', 'role "nobody_here" does not exist'],
    [
      "INSERT INTO parent VALUES (1, 'a'), (1, 'b')",
      '23505',
      'duplicate key value violates unique constraint "parent_pkey"',
    ],
    [
      'INSERT INTO person (age) VALUES (NULL)',
      '23502',
      'null value in column "age" of relation "person" violates not-null constraint',
    ],
    ['CREATE TABL x ()', '42601', 'syntax error'],
    ["SELECT 'a", '42601', 'unterminated quoted string'],
    ["SELECT guard('x')", 'P0001', 'raise exception (function guard(text))'],
  ])('keeps what is useful: %s', async (sql, sqlstate, message) => {
    expect(await failure(sql)).toMatchObject({ sqlstate, message })
  })

  test('gives the names beside the message, and the place in the statement', async () => {
    expect(await failure('INSERT INTO person (age) VALUES (3)')).toMatchObject({
      condition: 'check_violation',
      schema: 'public',
      table: 'person',
      constraint: 'adult',
    })
    expect(await failure('SELECT 1, nothing')).toMatchObject({ position: 11, copy: null })
  })

  test.each([
    ['person (age)', '20\nA-29, line 9\n', 'invalid input syntax for type integer', 2, 'age'],
    ['person (age, name)', '20\n', 'missing data for column "name"', 1, null],
    [
      'person (age, name)',
      '20\t12345678\n',
      'new row for relation "person" violates check constraint "readable"',
      1,
      null,
    ],
    ['guarded (v)', 'A-29, line 9\n', 'raise exception (table "guarded", function on_write())', 1, null],
  ])('tells the line of a COPY and not what is in it: %s %j', async (target, rows, message, line, column) => {
    const copying = pipeline(Readable.from([rows]), client.query(copyFrom(`COPY ${target} FROM STDIN`)))
    const described = describePostgresError(await copying.catch((error: unknown) => error))
    const table = target.split(' ')[0]
    expect(described).toMatchObject({ message, copy: { table, line, column } })
    expect(JSON.stringify(described)).not.toMatch(/A-29|1234/)
  })

  test('understands a connection that was refused', async () => {
    const refused = connect({ host: '127.0.0.1', port: 1, user: 'u', database: 'd', password: 'hush' })
    const described = describePostgresError(await refused.catch((error: unknown) => error))
    expect(described).toMatchObject({ sqlstate: null, message: expect.stringContaining('ECONNREFUSED') })
    expect(JSON.stringify(described)).not.toContain('hush')
  })
})
