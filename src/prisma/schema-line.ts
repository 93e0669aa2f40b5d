import pg from 'pg'
import { Failure } from '../model/failure.ts'
import { withClient } from '../postgres/client.ts'
import { describePostgresError } from '../postgres/errors.ts'
import type { Connection, Server } from '../postgres/server.ts'
import { emptyTemplate } from './schema-line/empty-template.ts'
import { generateColumn } from './schema-line/generated-columns.ts'
import { isExtension, readSchemaScript, type SchemaScript, subjectOf } from './schema-line/script.ts'

export interface SchemaLineRequest {
  readonly server: Pick<Server, 'createDatabase'>
  /** What the engine prints for the schema on an empty database. */
  readonly script: string
  /** The schema in which the script's names live that have none: `defaultSchema`. */
  readonly schema: string
  /**
   * A database that has what schema.prisma can only refer to: history, else production. Asked for only when
   * something is absent; null when there is none. No connection may be open on it.
   */
  readonly template: () => Promise<Connection | null>
}

/** A message of more statements would hold more locks than the server has room for. */
const batch = 200

/** What the script refers to and does not make: a type, a function, a schema, a table that is managed elsewhere. */
const absent = new Set(['42704', '42883', '3F000', '42P01'])

/** The server lacks the extension's files; its SQLSTATE changed with version 14 of Postgres. */
const unavailable = new Set(['0A000', '58P01'])

/** A statement of the script that fails. */
interface Break {
  readonly statement: string
  readonly error: unknown
}

/**
 * Makes the database that schema.prisma alone describes: on an empty one, or, where the schema refers to functions,
 * domains, extensions and the like that PSL cannot make, on a clone of `template` without its tables.
 * What else was in the template stays: PSL has no say in it.
 * @throws Failure of stage `prisma`: `extension-missing`, `schema-script-failed`
 */
export async function buildSchemaLine({
  server,
  script,
  schema,
  template,
}: SchemaLineRequest): Promise<Connection> {
  const parts = readSchemaScript(script)
  const empty = await server.createDatabase('schema')
  const first = await withClient(empty, (client) => build(client, parts, schema))
  if (first === null) return empty
  if (!absent.has(describePostgresError(first.error).sqlstate ?? '')) throw failure(first)
  const origin = await template()
  if (origin === null) throw failure(first)
  const clone = await server.createDatabase('schema', origin)
  const second = await withClient(clone, async (client) => {
    await emptyTemplate(client, parts, schema)
    return build(client, parts, schema)
  })
  if (second !== null) throw failure(second)
  return clone
}

/** Runs the script; the first statement that fails ends it. */
async function build(client: pg.Client, script: SchemaScript, schema: string): Promise<Break | null> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`)
  await client.query(`SET search_path = ${pg.escapeIdentifier(schema)}`)
  const surroundings = await runEach(client, script.surroundings)
  if (surroundings !== null) return surroundings
  await client.query(`SELECT set_config('search_path', $1, false)`, [await searchPath(client, schema)])
  for (let at = 0; at < script.objects.length; at += batch) {
    const statements = script.objects.slice(at, at + batch)
    const broken = (await run(client, statements.join('\n'))) && (await runEach(client, statements))
    if (broken !== null) return broken
  }
  return null
}

/** Where the script's own names are made, and where functions and types of extensions are found without a schema. */
async function searchPath(client: pg.Client, schema: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT n.nspname COLLATE "C" AS name FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`,
  )
  return [...new Set([schema, 'public', ...rows.map(({ name }) => name)])].map(pg.escapeIdentifier).join(', ')
}

async function runEach(client: pg.Client, statements: readonly string[]): Promise<Break | null> {
  for (const statement of statements) {
    const broken = await runWithGenerated(client, statement)
    if (broken !== null) return broken
  }
  return null
}

/** Runs a statement; for as long as a DEFAULT in it refers to a column, says that it is generated. */
async function runWithGenerated(client: pg.Client, statement: string): Promise<Break | null> {
  const broken = await run(client, statement)
  if (broken === null) return null
  const { sqlstate, position } = describePostgresError(broken.error)
  const rewritten = sqlstate === '0A000' && position !== null ? generateColumn(statement, position) : null
  return rewritten === null ? broken : runWithGenerated(client, rewritten)
}

async function run(client: pg.Client, statement: string): Promise<Break | null> {
  try {
    await client.query(statement)
    return null
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return { statement, error }
  }
}

function failure({ statement, error }: Break): Failure {
  const { sqlstate, message } = describePostgresError(error)
  if (isExtension(statement) && unavailable.has(sqlstate ?? '')) {
    const name = /"((?:[^"]|"")*)"/.exec(statement)?.[1] ?? ''
    return new Failure(
      {
        stage: 'prisma',
        code: 'extension-missing',
        message: `schema.prisma asks for the extension ${JSON.stringify(name)}, which this Postgres server does not have.`,
        next: [
          'Name an image that has the extension with `postgres-image`, and let `postgres` be `docker`.',
          'Or install the extension beside the Postgres that is used.',
        ],
      },
      { cause: error },
    )
  }
  const subject = subjectOf(statement)
  return new Failure(
    {
      stage: 'prisma',
      code: 'schema-script-failed',
      message: `What schema.prisma says of ${subject ?? 'the database'} cannot be made (${sqlstate}): ${message}.`,
      next: [
        'If the schema refers to a function, type or extension (`dbgenerated`, `Unsupported`, `ops: raw`), add the migration that makes it.',
        'Run the output of `prisma migrate diff --from-empty --script` on an empty database to see the same error.',
      ],
    },
    { cause: error },
  )
}
