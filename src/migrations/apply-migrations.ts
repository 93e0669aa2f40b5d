import pg from 'pg'
import type { Migration, MigrationBreak } from '../model/migration.ts'
import { withClient } from '../postgres/client.ts'
import { describePostgresError } from '../postgres/errors.ts'
import type { Connection } from '../postgres/server.ts'
import { type Statement, splitStatements } from '../postgres/sql/split.ts'
import { countBreakingRows } from './breaking-rows/count.ts'
import { firstWords, locateBreak } from './locate-break.ts'
import { sendMessage } from './message.ts'
import { createRecordsTable, insertRecord } from './records-table.ts'

export interface ApplyOptions {
  /** Record each in `_prisma_migrations`, as Prisma does; true unless told. */
  readonly record?: boolean
  /** The schema that Prisma's connection begins with (`?schema=`); `public` unless told. */
  readonly schema?: string
  /** Break where `prisma migrate deploy` does: at a file that cannot be one transaction. */
  readonly asDeploy?: boolean
  readonly signal?: AbortSignal
}

/**
 * Runs migrations in the order given, each file as one message of the simple protocol as Prisma sends it: one
 * implicit transaction unless the file has a COMMIT of its own. Statement by statement only where Postgres says
 * that the file cannot be one transaction (someone has run it, if not Prisma). Settings and role are reset
 * between files.
 * https://www.prisma.io/docs/orm/prisma-migrate/workflows/development-and-production
 * @returns null, or the break of the first that fails. The database is then as it was before that migration,
 * except for what the file had committed itself: `partial` is then true.
 * @throws an error of the network, or the signal's reason.
 */
export function applyMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  options: ApplyOptions = {},
): Promise<MigrationBreak | null> {
  const { record = true, schema = 'public', asDeploy = false, signal } = options
  const run = async (client: pg.Client) => {
    const reset = `RESET SESSION AUTHORIZATION; RESET ALL; SET search_path = ${pg.escapeIdentifier(schema)}`
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`)
    await client.query(record ? `${reset}; ${createRecordsTable(schema)}` : reset)
    for (const migration of migrations) {
      signal?.throwIfAborted()
      const failed =
        (await runFile(client, migration.sql, asDeploy)) ?? (await leftOpen(client, migration.sql))
      if (failed) return describeBreak(client, migration, failed)
      await client.query(record ? `${reset}; ${insertRecord(schema, migration)}` : reset)
    }
    return null
  }
  return migrations.length === 0 ? Promise.resolve(null) : withClient(connection, run, signal && { signal })
}

/** Where a file stopped; `committed` counts the statements whose effect is in the database for good. */
interface Stop {
  readonly error: pg.DatabaseError | null
  readonly statements: readonly Statement[]
  readonly completed: number
  readonly committed: number
  /** Was the failing statement sent alone, so that its position counts from its own start? */
  readonly alone: boolean
}

/** CREATE INDEX CONCURRENTLY and the like beside others; a new enum value used in the transaction that adds it. */
const notOneTransaction = new Set(['25001', '55P04'])

async function runFile(client: pg.Client, sql: string, asDeploy: boolean): Promise<Stop | null> {
  const { completed, error } = await sendMessage(client, sql)
  if (!error) return null
  await client.query('ROLLBACK')
  const statements = splitStatements(sql)
  const committed = completed.lastIndexOf('COMMIT') + 1
  if (asDeploy || !notOneTransaction.has(error.code ?? '') || statements.length === 1) {
    return { error, statements, completed: completed.length, committed, alone: false }
  }
  return runStatements(client, statements, committed)
}

async function runStatements(
  client: pg.Client,
  statements: readonly Statement[],
  from: number,
): Promise<Stop | null> {
  let committed = from
  for (const [index, statement] of statements.entries()) {
    if (index < from) continue
    const { error } = await sendMessage(client, statement.text)
    if (error) {
      await client.query('ROLLBACK')
      return { error, statements, completed: index, committed, alone: true }
    }
    if (client.getTransactionStatus() === 'I') committed = index + 1
  }
  return null
}

/** A file that begins a transaction and does not end it loses it when Prisma's connection closes. */
async function leftOpen(client: pg.Client, sql: string): Promise<Stop | null> {
  if (client.getTransactionStatus() === 'I') return null
  await client.query('ROLLBACK')
  const statements = splitStatements(sql)
  const completed = statements.findLastIndex(({ text }) => /^(begin|start)\b/i.test(text))
  return { error: null, statements, completed, committed: completed, alone: false }
}

async function describeBreak(client: pg.Client, migration: Migration, stop: Stop): Promise<MigrationBreak> {
  const { error, statements, completed, committed, alone } = stop
  const described = error && describePostgresError(error)
  const own = alone ? statements[completed] : undefined
  const position = described?.position ?? null
  const place = locateBreak(
    migration.sql,
    statements,
    position !== null && own ? [...migration.sql.slice(0, own.offset)].length + position : position,
    completed,
  )
  const statement = statements[place.index]?.text ?? ''
  const before = statements.slice(committed, place.index).map(({ text }) => text)
  return {
    migration,
    line: place.line,
    statement: firstWords(statement),
    sqlstate: described?.sqlstate ?? '25000',
    message: described?.message ?? 'the transaction that begins here is not ended in this file',
    rows: error && (await countBreakingRows(client, { error, statement, before })),
    partial: committed > 0 || /\bconcurrently\b/i.test(statement),
  }
}
