import type pg from 'pg'
import { type Statement, splitStatements } from '../postgres/sql/split.ts'
import { sendMessage } from './message.ts'

/** Where a file stopped; `committed` counts the statements whose effect is in the database for good. */
export interface Stop {
  /** Null where the file began a transaction that it does not end. */
  readonly error: pg.DatabaseError | null
  readonly statements: readonly Statement[]
  readonly completed: number
  readonly committed: number
  /** Was the failing statement sent alone, so that its position counts from its own start? */
  readonly alone: boolean
}

/** CREATE INDEX CONCURRENTLY and the like beside others; a new enum value used in the transaction that adds it. */
const notOneTransaction = new Set(['25001', '55P04'])

/**
 * Runs a file as one message, as Prisma does; statement by statement where Postgres says that it cannot be one
 * transaction.
 * @param asDeploy break where `prisma migrate deploy` does: at a file that cannot be one transaction
 * @returns null when it ran to its end. A transaction that it left open is undone.
 * @throws an error of the network
 */
export async function runFile(client: pg.Client, sql: string, asDeploy: boolean): Promise<Stop | null> {
  const { completed, error } = await sendMessage(client, sql)
  if (!error) return leftOpen(client, sql)
  await client.query('ROLLBACK')
  const statements = splitStatements(sql)
  const committed = completed.lastIndexOf('COMMIT') + 1
  if (asDeploy || !notOneTransaction.has(error.code ?? '') || statements.length === 1) {
    return { error, statements, completed: completed.length, committed, alone: false }
  }
  return (await runStatements(client, statements, committed)) ?? leftOpen(client, sql)
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

const transactionControl = /^(abort|begin|commit|end|release|rollback|savepoint|start)\b/i

/**
 * Runs what can be run of a file that stopped: each of its other statements alone.
 * @returns the statements that fail
 * @throws an error of the network
 */
export async function runRest(client: pg.Client, { error, statements, committed }: Stop) {
  const failed: Statement[] = []
  if (!error) return failed
  for (const statement of statements.slice(committed)) {
    if (transactionControl.test(statement.text)) continue
    const { error } = await sendMessage(client, statement.text)
    if (error) failed.push(statement)
    if (error || client.getTransactionStatus() !== 'I') await client.query('ROLLBACK')
  }
  return failed
}
