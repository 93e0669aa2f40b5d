import { beforeAll, describe, expect, test } from 'vitest'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { migration } from './migration.ts'

let database: Connection

beforeAll(async () => {
  database = await createTestDatabase(`
    CREATE TYPE role AS ENUM ('A', 'B', 'C');
    CREATE TABLE "Team" (id int PRIMARY KEY, "Name" text NOT NULL UNIQUE);
    INSERT INTO "Team" SELECT n, 'team ' || n FROM generate_series(1, 5) n;
    CREATE TABLE people (
      id int PRIMARY KEY, email text, "teamId" int, boss int, age text, role role NOT NULL DEFAULT 'A', size int, deleted boolean DEFAULT false,
      CHECK (id > 0)
    );
    CREATE INDEX people_email_idx ON people (email);
    CREATE VIEW grown AS SELECT * FROM people;
    INSERT INTO people SELECT n, CASE WHEN n % 4 = 0 THEN NULL WHEN n <= 6 THEN 'same@x.io' ELSE 'p' || n || '@x.io' END,
      CASE WHEN n > 95 THEN n WHEN n % 2 = 0 THEN n % 5 + 1 END, CASE WHEN n = 7 THEN 1000 ELSE 1 END,
      CASE WHEN n % 10 = 0 THEN 'old' ELSE n::text END, CASE n % 3 WHEN 0 THEN 'C' ELSE 'A' END::role, n * 1000, n % 5 = 0
    FROM generate_series(1, 100) n;
    CREATE SCHEMA "Other One";
    CREATE TABLE "Other One"."T T" (v int);
    CREATE TABLE keys (k int);
    INSERT INTO keys VALUES (1), (NULL), (NULL);
    INSERT INTO "Other One"."T T" VALUES (1), (1), (2), (NULL), (NULL);
  `)
})

const breakOf = async (sql: string) => {
  const found = await applyMigrations(database, [migration(sql)])
  return found && { sqlstate: found.sqlstate, rows: found.rows, partial: found.partial }
}

describe('the rows that break a migration are counted', () => {
  test.each([
    ['a column made NOT NULL', 'ALTER TABLE people ALTER COLUMN email SET NOT NULL', '23502', 25],
    [
      'a required column without default',
      'ALTER TABLE people ADD COLUMN country text NOT NULL, ADD x int',
      '23502',
      100,
    ],
    [
      "a required column in Prisma's own words",
      '/*\n  Warnings: …\n*/\n-- AlterTable\nALTER TABLE "Team" ADD COLUMN     "slug" TEXT NOT NULL;',
      '23502',
      5,
    ],
    ['a primary key over nulls', 'ALTER TABLE keys ADD PRIMARY KEY (k)', '23502', 2],
    ['a unique index', 'CREATE UNIQUE INDEX people_email_key ON people(email)', '23505', 5],
    [
      'a partial unique index on an expression',
      `CREATE UNIQUE INDEX u ON people (lower(email)) WHERE NOT deleted`,
      '23505',
      4,
    ],
    [
      'a unique constraint of two columns',
      'ALTER TABLE people ADD CONSTRAINT u UNIQUE (role, deleted)',
      '23505',
      100,
    ],
    [
      'nulls that are not distinct',
      'CREATE UNIQUE INDEX u ON "Other One"."T T" (v) NULLS NOT DISTINCT',
      '23505',
      4,
    ],
    ['odd names in another schema', 'CREATE UNIQUE INDEX "U U" ON "Other One"."T T" (v)', '23505', 2],
    [
      'a foreign key',
      'ALTER TABLE people ADD CONSTRAINT people_team FOREIGN KEY ("teamId") REFERENCES "Team"(id) ON DELETE SET NULL',
      '23503',
      5,
    ],
    [
      'a foreign key to itself',
      'ALTER TABLE people ADD FOREIGN KEY (boss) REFERENCES people(id)',
      '23503',
      1,
    ],
    ['a check', 'ALTER TABLE people ADD CONSTRAINT small CHECK (size < 90000)', '23514', 11],
    [
      'a check validated later',
      'ALTER TABLE people ADD CONSTRAINT small CHECK (size < 90000) NOT VALID;\nALTER TABLE people VALIDATE CONSTRAINT small',
      '23514',
      11,
    ],
    [
      'a foreign key validated later',
      'ALTER TABLE people ADD CONSTRAINT f FOREIGN KEY ("teamId") REFERENCES "Team" NOT VALID;\nALTER TABLE people VALIDATE CONSTRAINT f',
      '23503',
      5,
    ],
    ['values that do not cast', 'ALTER TABLE people ALTER COLUMN age TYPE int USING age::int', '22P02', 10],
    ['values too large', 'ALTER TABLE people ALTER COLUMN size SET DATA TYPE smallint', '22003', 68],
    ['values too long', 'ALTER TABLE ONLY public.people ALTER COLUMN email TYPE varchar(8)', '22001', 5],
    [
      "an enum value that is gone, in Prisma's own words",
      `BEGIN;
CREATE TYPE "role_new" AS ENUM ('A', 'B');
ALTER TABLE "people" ALTER COLUMN "role" DROP DEFAULT;
ALTER TABLE "people" ALTER COLUMN "role" TYPE "role_new" USING ("role"::text::"role_new");
ALTER TYPE "role" RENAME TO "role_old";
COMMIT;`,
      '22P02',
      33,
    ],
  ])('%s', async (_, sql, sqlstate, rows) => {
    expect(
      await breakOf(
        `DROP VIEW grown;\n${sql}`.replace('DROP VIEW grown;\nBEGIN;', 'BEGIN;\nDROP VIEW grown;'),
      ),
    ).toEqual({
      sqlstate,
      rows,
      partial: false,
    })
  })

  test('after the statements before it, which may mend or worsen', async () => {
    expect(
      await breakOf(
        "UPDATE people SET email = 'e' || id WHERE id > 8;\nALTER TABLE people ALTER email SET NOT NULL",
      ),
    ).toMatchObject({ rows: 2 })
    expect(
      await breakOf("ALTER TABLE people ADD code text DEFAULT 'x';\nCREATE UNIQUE INDEX c ON people (code)"),
    ).toMatchObject({ rows: 100 })
  })

  test('with CONCURRENTLY, whose invalid index stays', async () => {
    const other = await createTestDatabase('CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1), (2)')
    const found = await applyMigrations(other, [migration('CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a)')])
    expect(found).toMatchObject({ sqlstate: '23505', rows: 2, partial: true })
  })
})

describe('no count where there is none to make', () => {
  test.each([
    ['a row that is inserted', 'INSERT INTO people (id) VALUES (1)', '23505'],
    ['a row without a required value', 'INSERT INTO "Team" (id) VALUES (9)', '23502'],
    [
      'a cast by an expression of its own',
      'DROP VIEW grown; ALTER TABLE people ALTER age TYPE int USING (CASE WHEN id > 3 THEN age END)::int',
      '22P02',
    ],
    ['what is not a matter of rows', 'ALTER TABLE people ADD COLUMN id int', '42701'],
    ['what depends on the column', 'ALTER TABLE people DROP COLUMN email', '2BP01'],
    ['a block', 'DO $$ BEGIN ALTER TABLE people ALTER email SET NOT NULL; END $$', '23502'],
  ])('%s', async (_, sql, sqlstate) => {
    expect(await breakOf(sql)).toEqual({ sqlstate, rows: null, partial: false })
  })
})

test('counting leaves nothing behind', async () => {
  expect(
    await query(
      database,
      "SELECT relname FROM pg_class WHERE relname LIKE '\\_rows%' OR relname = 'small' OR relname = 'u'",
    ),
  ).toEqual([])
  expect(await query(database, 'SELECT count(*)::int AS n FROM grown')).toEqual([{ n: 100 }])
})
