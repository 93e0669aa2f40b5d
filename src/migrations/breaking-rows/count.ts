import pg from 'pg'
import { describePostgresError } from '../../postgres/errors.ts'
import { words } from '../../postgres/sql/head.ts'
import { sendMessage } from '../message.ts'
import { castRows } from './casts.ts'
import { checkRows, duplicateRows, orphanRows } from './constraints.ts'
import { nullRows } from './nulls.ts'
import type { Failing } from './table.ts'

/** The failing statement and the statements of its file that must run before it, in order. */
export interface FailedStatement {
  readonly error: pg.DatabaseError
  readonly statement: string
  readonly before: readonly string[]
}

type Count = (client: pg.Client, failing: Failing) => Promise<number | null>

/** Which rows break a statement of this SQLSTATE, or of this class of them. */
const counts: Readonly<Record<string, Count>> = {
  '23502': nullRows,
  '23503': orphanRows,
  '23505': duplicateRows,
  '23514': checkRows,
  '22': castRows,
}

const timeout = 60_000

/**
 * Counts the rows of production that a change of a table fails on, by asking for them all at once: nulls under a
 * NOT NULL, duplicates under a unique (each row whose key another has too), orphans under a foreign key, rows
 * that break a check, values that do not cast. Works on the state just before the statement, and leaves nothing
 * behind.
 * @returns null where the kind of failure allows no count, or Postgres refuses it or takes more than a minute.
 */
export async function countBreakingRows(client: pg.Client, failed: FailedStatement): Promise<number | null> {
  const error = describePostgresError(failed.error)
  const count = counts[error.sqlstate ?? ''] ?? counts[(error.sqlstate ?? '').slice(0, 2)]
  if (!count || !changesTable(failed.statement)) return null
  await client.query(`BEGIN; SET LOCAL statement_timeout = ${timeout}`)
  try {
    for (const statement of failed.before) {
      if (controlsTransaction(statement)) continue
      if ((await sendMessage(client, statement)).error) return null
    }
    return await count(client, { error, statement: failed.statement.replace(/\bconcurrently\b/i, '') })
  } catch (refused) {
    if (refused instanceof pg.DatabaseError) return null
    throw refused
  } finally {
    await client.query('ROLLBACK')
  }
}

function changesTable(statement: string): boolean {
  return /^(ALTER TABLE|CREATE UNIQUE INDEX)\b/i.test(head(statement))
}

function controlsTransaction(statement: string): boolean {
  return /^(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE TRANSACTION)\b/i.test(
    head(statement),
  )
}

function head(statement: string): string {
  const found: string[] = []
  for (const { text } of words(statement)) {
    found.push(text)
    if (found.length === 3) break
  }
  return found.join(' ')
}
