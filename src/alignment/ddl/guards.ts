import type { SchemaMemberId, TableMemberId } from '../../model/object.ts'
import { literal, qualified, tableOf } from './names.ts'

/** Runs a statement unless the table has a constraint of that name. */
export function unlessConstraint(id: TableMemberId, sql: string, home: string): string {
  const table = literal(qualified(tableOf(id), home))
  return unless(
    `SELECT FROM pg_constraint WHERE conrelid = ${table}::regclass AND conname = ${literal(id.name)}`,
    sql,
  )
}

/** Runs a statement unless there is a type of that name. */
export function unlessType(id: Pick<SchemaMemberId, 'schema' | 'name'>, sql: string, home: string): string {
  return unless(`SELECT WHERE to_regtype(${literal(qualified(id, home))}) IS NOT NULL`, sql)
}

function unless(query: string, sql: string): string {
  return `DO $$ BEGIN
  IF NOT EXISTS (${query}) THEN
    ${sql};
  END IF;
END $$`
}
