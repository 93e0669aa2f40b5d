import pg from 'pg'
import type { Migration, MigrationBreak } from '../model/migration.ts'
import { withClient } from '../postgres/client.ts'
import type { Connection } from '../postgres/server.ts'
import { changedNames } from '../postgres/sql/names.ts'
import { asOneOwner, withoutRoleCommands } from '../postgres/sql/roles.ts'
import { describeBreak } from './describe-break.ts'
import { createRecordsTable, insertRecord } from './records-table.ts'
import { runFile, runRest, type Stop } from './run-file.ts'

export interface ApplyOptions {
  /** Record each in `_prisma_migrations`, as Prisma does; true unless told. */
  readonly record?: boolean
  /** The schema that Prisma's connection begins with (`?schema=`); `public` unless told. */
  readonly schema?: string
  /** Break where `prisma migrate deploy` does: at a file that cannot be one transaction. */
  readonly asDeploy?: boolean
  /** Makes a role that a file turns out to need; false where that cannot be. Without it the file fails. */
  readonly ensureRole?: (name: string) => Promise<boolean>
  readonly signal?: AbortSignal
}

/**
 * Runs migrations in the order given, each file as one message of the simple protocol as Prisma sends it: one
 * implicit transaction unless the file has a COMMIT of its own. Statement by statement only where Postgres says
 * that the file cannot be one transaction (someone has run it, if not Prisma). Settings and role are reset
 * between files. What a file does to roles themselves is left out: they belong to the server, and `ensureRole`
 * makes them for every database of the check.
 * https://www.prisma.io/docs/orm/prisma-migrate/workflows/development-and-production
 * @returns null, or the break of the first that fails. The database is then as it was before that migration,
 * except for what the file had committed itself: `partial` is then true.
 * @throws an error of the network, or the signal's reason.
 */
export async function applyMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  options: ApplyOptions = {},
): Promise<MigrationBreak | null> {
  let broken: MigrationBreak | null = null
  await runMigrations(connection, migrations, options, async (client, migration, stop) => {
    if (stop) broken = await describeBreak(client, migration, stop)
    return stop === null
  })
  return broken
}

/** What became of a replay. */
export interface Replay {
  /** Of each migration that fails, in order. */
  readonly breaks: readonly MigrationBreak[]
  /** The names in the statements that did not run. */
  readonly untold: ReadonlySet<string>
}

/**
 * Runs migrations as `applyMigrations` does and goes on where one fails: of that one each statement is run that
 * can be, and then those after it.
 * @param onRun told after each migration how many there were so far
 * @throws an error of the network, or the signal's reason.
 */
export async function replayMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  options: ApplyOptions = {},
  onRun: (count: number) => Promise<void> = async () => {},
): Promise<Replay> {
  const breaks: MigrationBreak[] = []
  const untold = new Set<string>()
  let count = 0
  await runMigrations(connection, migrations, options, async (client, migration, stop) => {
    if (stop) {
      breaks.push(await describeBreak(client, migration, stop))
      for (const { text } of await runRest(client, stop))
        for (const name of changedNames(text)) untold.add(name)
    }
    await onRun(++count)
    return true
  })
  return { breaks, untold }
}

/** @param next told what became of each migration; goes on with the next one if it says so */
function runMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  options: ApplyOptions,
  next: (client: pg.Client, migration: Migration, stop: Stop | null) => Promise<boolean>,
): Promise<void> {
  const { record = true, schema = 'public', asDeploy = false, signal } = options
  const { ensureRole = async () => false } = options
  const run = async (client: pg.Client) => {
    const reset = `RESET SESSION AUTHORIZATION; RESET ALL; SET search_path = ${pg.escapeIdentifier(schema)}`
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`)
    await client.query(record ? `${reset}; ${createRecordsTable(schema)}` : reset)
    for (const migration of migrations) {
      signal?.throwIfAborted()
      const sql = asOneOwner(withoutRoleCommands(migration.sql))
      let stop = await runFile(client, sql, asDeploy)
      const made = new Set<string>()
      for (let role = absentRole(stop); role !== null && !made.has(role); role = absentRole(stop)) {
        if (!(await ensureRole(role))) break
        made.add(role)
        stop = await runFile(client, sql, asDeploy)
      }
      if (!(await next(client, migration, stop))) return
      await client.query(record && !stop ? `${reset}; ${insertRecord(schema, migration)}` : reset)
    }
  }
  return migrations.length === 0 ? Promise.resolve() : withClient(connection, run, signal && { signal })
}

/** The role for want of which a file stopped with nothing committed: one whose name was put together at run time. */
function absentRole(stop: Stop | null): string | null {
  if (stop?.error?.code !== '42704' || stop.committed > 0) return null
  return /^role "(.*)" does not exist$/s.exec(stop.error.message)?.[1] ?? null
}
