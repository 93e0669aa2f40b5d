import { beforeAll, describe, expect, test } from 'vitest'
import { Failure } from '../../src/model/failure.ts'
import { readCatalog } from '../../src/postgres/catalog/read-catalog.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { buildSchemaLine } from '../../src/prisma/schema-line.ts'
import { createTestDatabase, query, testServer } from '../support/database.ts'

const unasked = () => Promise.reject(new Error('asked for a template'))

async function build(
  script: string,
  template: () => Promise<Connection | null> = unasked,
  schema = 'public',
) {
  return buildSchemaLine({ server: await testServer(), script, schema, template })
}

async function failure(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error
  throw new Error('expected a Failure', { cause: error })
}

/** Names of the tables, columns and enums of a database, with what matters here of each. */
async function contents(database: Connection) {
  const { objects } = await readCatalog(database)
  return [...objects.values()].flatMap(({ id, attributes }) => {
    if (!('schema' in id)) return []
    if (id.kind === 'column')
      return [
        `${id.schema}.${id.table}.${id.name} ${attributes.type} ${attributes.default ?? attributes.generated ?? ''}`.trim(),
      ]
    return 'table' in id ? [`${id.kind} ${id.name}`] : [`${id.kind} ${id.schema}.${id.name}`]
  })
}

describe('buildSchemaLine on an empty database', () => {
  test('runs the script, and asks for no template', async () => {
    const database = await build(`
      -- CreateSchema
      CREATE SCHEMA IF NOT EXISTS "public";
      -- CreateEnum
      CREATE TYPE "Role" AS ENUM ('A; B', 'C');
      -- CreateTable
      CREATE TABLE "User" ("id" SERIAL NOT NULL, "role" "Role" DEFAULT 'C', CONSTRAINT "User_pkey" PRIMARY KEY ("id"));`)
    expect(await contents(database)).toEqual([
      'enum public.Role',
      'public.User.id integer nextval(\'public."User_id_seq"\'::regclass)',
      'public.User.role public."Role" \'C\'::public."Role"',
      'primary-key User_pkey',
      'table public.User',
    ])
  })

  test('makes nothing for an empty script', async () => {
    expect(await contents(await build('-- This is an empty migration.'))).toEqual([])
  })

  test('gives names without a schema to the one that is the default', async () => {
    const database = await build(
      'CREATE TABLE "T" ("id" INT); CREATE SCHEMA "b"; CREATE TABLE "b"."T" ("id" INT);',
      unasked,
      'app',
    )
    expect(await contents(database)).toEqual([
      'app.T.id integer',
      'table app.T',
      'b.T.id integer',
      'table b.T',
    ])
  })

  test('makes extensions in the server’s version and in a schema made for them, and finds their types', async () => {
    const database = await build(`
      CREATE EXTENSION IF NOT EXISTS "citext" WITH SCHEMA "gis" VERSION "0.1";
      CREATE EXTENSION IF NOT EXISTS "hstore" WITH VERSION "9.9";
      CREATE TABLE "T" ("c" CITEXT, "h" hstore);`)
    expect(await contents(database)).toEqual([
      'public.T.c gis.citext',
      'public.T.h public.hstore',
      'table public.T',
    ])
  })

  test('runs thousands of statements', async () => {
    const tables = Array.from(
      { length: 450 },
      (_, index) => `CREATE TABLE "t${index}" ("id" INT PRIMARY KEY);`,
    )
    const [row] = await query(
      await build(tables.join('\n')),
      `SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'`,
    )
    expect(row?.count).toBe(450)
  })

  test('says of a pulled generated column what it is', async () => {
    const database = await build(`CREATE TABLE "P" (
      "first" TEXT NOT NULL,
      "größe 😀" TEXT DEFAULT 'a, (b',
      "full" TEXT DEFAULT ((first || ' ('::text) || upper(first)),
      "twice" TEXT[] DEFAULT ARRAY[first, first],
      "plain" TEXT[] DEFAULT ARRAY['x', 'y']::TEXT[],
      "double" numeric(10, 2) DEFAULT (length(first) * 2),
      CONSTRAINT "P_pkey" PRIMARY KEY ("first")
    );`)
    const [full, twice, plain] = await query(
      database,
      `SELECT attname, attgenerated FROM pg_attribute WHERE attrelid = '"P"'::regclass AND attname IN ('full', 'twice', 'plain') ORDER BY attnum`,
    )
    expect([full?.attgenerated, twice?.attgenerated, plain?.attgenerated]).toEqual(['s', 's', ''])
    expect(await contents(database)).toEqual(
      expect.arrayContaining([
        "public.P.full text ((first || ' ('::text) || upper(first))",
        "public.P.größe 😀 text 'a, (b'::text",
        'public.P.double numeric(10,2) (length(first) * 2)',
      ]),
    )
  })
})

describe('buildSchemaLine on a template', () => {
  const script = `
    CREATE SCHEMA IF NOT EXISTS "other";
    CREATE TYPE "Kept" AS ENUM ('new');
    CREATE TABLE "Account" (
      "id" TEXT NOT NULL DEFAULT short_id(), "email" email_address, "place" place, "kept" "Kept", "theirs" "Theirs"[],
      CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "other"."Clash" ("id" INT);
    CREATE INDEX "Account_email_idx" ON "Account" USING GIN ("email" gin_trgm_ops);
    ALTER TABLE "Account" ADD CONSTRAINT "fk" FOREIGN KEY ("id") REFERENCES "external"("id") ON DELETE CASCADE;`
  let template: Connection
  let built: Connection

  beforeAll(async () => {
    template = await createTestDatabase(`
      CREATE SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext; CREATE EXTENSION hstore;
      CREATE SCHEMA other;
      CREATE FUNCTION short_id() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;
      CREATE DOMAIN email_address AS text; CREATE TYPE place AS (street text, city text);
      CREATE TYPE "Kept" AS ENUM ('old'); CREATE TYPE "Gone" AS ENUM ('g'); CREATE TYPE "Theirs" AS ENUM ('t');
      CREATE TABLE "Account" (id serial PRIMARY KEY, kept "Kept", gone "Gone");
      CREATE TABLE gone (id int REFERENCES "Account") PARTITION BY LIST (id); CREATE TABLE part PARTITION OF gone DEFAULT;
      CREATE VIEW seen AS SELECT * FROM "Account"; CREATE MATERIALIZED VIEW kept_view AS SELECT 1 AS one;
      CREATE TABLE external (id text PRIMARY KEY, other int);
      CREATE DOMAIN other."Clash" AS int; CREATE SEQUENCE free;
      CREATE TABLE _prisma_migrations (id text PRIMARY KEY);
      CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no changes'; END $$;
      CREATE EVENT TRIGGER no_changes ON ddl_command_end EXECUTE FUNCTION refuse()`)
    built = await build(script, async () => template)
  })

  test('finds the functions, domains, composites, operator classes and external tables of the template', async () => {
    expect([...(await contents(built))].sort()).toEqual(
      [
        'composite public.place',
        'domain public.email_address',
        'function public.refuse()',
        'function public.short_id()',
        'sequence public.free',
        'enum public.Kept',
        'enum public.Theirs',
        'public.Account.email public.email_address',
        'public.Account.id text public.short_id()',
        'public.Account.kept public."Kept"',
        'public.Account.place public.place',
        'public.Account.theirs public."Theirs"[]',
        'foreign-key fk',
        'index Account_email_idx',
        'primary-key Account_pkey',
        'table public.Account',
        'public.external.id text',
        'public.external.other integer',
        'primary-key external_pkey',
        'table public.external',
        'other.Clash.id integer',
        'table other.Clash',
      ].sort(),
    )
    const rows = await query(
      built,
      `SELECT relname FROM pg_class WHERE relname IN ('seen', 'kept_view', 'part', '_prisma_migrations')`,
    )
    expect(rows).toEqual([])
  })

  test('leaves the template as it was', async () => {
    const names = await contents(template)
    expect(names).toEqual(
      expect.arrayContaining(['enum public.Gone', 'table public.gone', 'table public.Account']),
    )
  })

  test('fails with the statement’s table where the template lacks it too', async () => {
    const { code, stage, message, next } = await failure(
      build('CREATE TABLE "b"."T" ("id" absent_type);', async () => createTestDatabase('CREATE SCHEMA b')),
    )
    expect({ code, stage, message }).toEqual({
      code: 'schema-script-failed',
      stage: 'prisma',
      message:
        'What schema.prisma says of table "b.T" cannot be made (42704): type "absent_type" does not exist.',
    })
    expect(next.length).toBeGreaterThan(0)
  })
})

describe('buildSchemaLine fails', () => {
  test('where there is no template', async () => {
    const { code, message } = await failure(
      build('CREATE TABLE "T" ("id" INT DEFAULT absent());', async () => null),
    )
    expect(code).toBe('schema-script-failed')
    expect(message).toBe(
      'What schema.prisma says of table "T" cannot be made (42883): function absent() does not exist.',
    )
  })

  test('where the statement is wrong, without a template and without its values', async () => {
    const { code, message } = await failure(build(`CREATE TABLE "T" ("id" INT DEFAULT 'secret');`))
    expect(code).toBe('schema-script-failed')
    expect(message).toBe(
      'What schema.prisma says of table "T" cannot be made (22P02): invalid input syntax for type integer.',
    )
  })

  test('names the table of an index', async () => {
    const { message } = await failure(
      build('CREATE TABLE "T" ("j" JSON); CREATE UNIQUE INDEX "i" ON "T"("j" text_ops);'),
    )
    expect(message).toContain('table "T"')
  })

  test('where the server lacks an extension', async () => {
    const { code, stage, message } = await failure(
      build('CREATE EXTENSION IF NOT EXISTS "no_such_extension";'),
    )
    expect([stage, code]).toEqual(['prisma', 'extension-missing'])
    expect(message).toContain('"no_such_extension"')
  })

  test('where the connection does, as it is', async () => {
    const nowhere = { host: '127.0.0.1', port: 1, user: 'nobody', database: 'nowhere' }
    const server = { createDatabase: async () => nowhere }
    await expect(
      buildSchemaLine({ server, script: '', schema: 'public', template: unasked }),
    ).rejects.toThrow('ECONNREFUSED')
  })
})
