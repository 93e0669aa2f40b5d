import pg from 'pg'
import type { PostgresError } from '../../postgres/errors.ts'
import { words } from '../../postgres/sql/head.ts'
import { sendMessage } from '../message.ts'

export interface Failing {
  readonly error: PostgresError
  /** ALTER TABLE or CREATE UNIQUE INDEX. */
  readonly statement: string
}

/** A table by its OID, and how SQL names it. */
export interface Table {
  readonly oid: number
  readonly sql: string
}

/** The table a failing statement is about: the one Postgres names, else the one the statement alters. */
export async function failingTable(client: pg.Client, { error, statement }: Failing): Promise<Table | null> {
  const named =
    error.schema !== null && error.table !== null
      ? `${pg.escapeIdentifier(error.schema)}.${pg.escapeIdentifier(error.table)}`
      : alteredTable(statement)
  return named === null ? null : tableOf(client, named)
}

async function tableOf(client: pg.Client, name: string): Promise<Table | null> {
  const { rows } = await client.query<{ oid: number; sql: string }>(
    `SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS sql
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = pg_catalog.to_regclass($1)`,
    [name],
  )
  return rows[0] ?? null
}

/** `ALTER TABLE [IF EXISTS] [ONLY] schema.name` */
function alteredTable(statement: string): string | null {
  const tokens = [...words(statement)].slice(2, 10)
  const first = tokens.findIndex(({ text }) => !/^(if|exists|only)$/i.test(text))
  const [name, dot, member] = tokens.slice(first).map(({ text }) => text)
  if (first === -1 || name === undefined) return null
  return dot === '.' && member !== undefined ? `${name}.${member}` : name
}

/**
 * Puts an empty table of the same shape in the failing table's place and runs the statement on it, which
 * succeeds for want of rows: what the statement would have made can then be read in the catalog, however it was
 * written. The rows are in the table given back as `full`.
 * @returns null when the statement fails on an empty table too.
 */
export async function tryWithoutRows(
  client: pg.Client,
  table: Table,
  statement: string,
): Promise<{ readonly full: Table; readonly empty: Table } | null> {
  const aside = '_rows_that_break'
  const schema = table.sql.slice(0, schemaLength(table.sql))
  await client.query(
    `ALTER TABLE ${table.sql} RENAME TO ${aside};
     CREATE TABLE ${table.sql} (LIKE ${schema}.${aside} INCLUDING ALL)`,
  )
  if ((await sendMessage(client, statement)).error) return null
  const empty = await tableOf(client, table.sql)
  return empty && { full: { oid: table.oid, sql: `${schema}.${aside}` }, empty }
}

/** Of `schema.table` with either quoted or not. */
function schemaLength(sql: string): number {
  return /^("(?:[^"]|"")*"|[^.]*)/.exec(sql)?.[0].length ?? 0
}

/** The number a `SELECT count(…)` gives. */
export async function countOf(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count FROM (${sql}) AS counted(count)`)
  return Number(rows[0]?.count ?? 0)
}
