import type pg from 'pg'
import type { Migration, MigrationBreak } from '../model/migration.ts'
import { describePostgresError } from '../postgres/errors.ts'
import { countBreakingRows } from './breaking-rows/count.ts'
import { firstWords, locateBreak } from './locate-break.ts'
import type { Stop } from './run-file.ts'

/**
 * Says where a migration stopped and why, without a value of any row; counts the rows that stand in its way.
 * @param client on the database in which it stopped, outside of a transaction
 */
export async function describeBreak(
  client: pg.Client,
  migration: Migration,
  { error, statements, completed, committed, alone }: Stop,
): Promise<MigrationBreak> {
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
