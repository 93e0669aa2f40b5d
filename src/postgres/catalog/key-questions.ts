import pg from 'pg'
import type { DuplicatesQuestion, OrphansQuestion, Question } from '../../model/evidence.ts'
import type { SchemaMemberId } from '../../model/object.ts'

/**
 * The query for a question that one scan of a table cannot answer beside others: how many `rows`, and how many
 * different `keys` they have. Null for any other question.
 */
export function queryOf(question: Question): string | null {
  if (question.kind === 'duplicates') return duplicates(question)
  return question.kind === 'orphans' ? orphans(question) : null
}

function duplicates({ table, keys, predicate, nullsEqual }: DuplicatesQuestion): string {
  const columns = keys.map((key) => (key.startsWith('(') ? key : pg.escapeIdentifier(key)))
  const conditions = [
    ...(nullsEqual ? [] : columns.map((column) => `${column} IS NOT NULL`)),
    ...(predicate === null ? [] : [`(${predicate})`]),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return `SELECT coalesce(sum(n - 1), 0) AS rows, count(*) AS keys
    FROM (SELECT count(*) AS n FROM ${nameOf(table)} ${where} GROUP BY ${columns.join(', ')} HAVING count(*) > 1) AS doubled`
}

/** MATCH SIMPLE: https://www.postgresql.org/docs/current/sql-createtable.html */
function orphans({ table, columns, target, targetColumns }: OrphansQuestion): string {
  const [own, theirs] = [columns, targetColumns].map((names) => names.map(pg.escapeIdentifier))
  const filled = (own ?? []).map((column) => `f.${column} IS NOT NULL`)
  const equal = (own ?? []).map((column, at) => `t.${theirs?.[at]} = f.${column}`)
  const keys = (own ?? []).map((column) => `f.${column}`)
  return `SELECT count(*) AS rows, count(DISTINCT (${keys.join(', ')})) AS keys FROM ${nameOf(table)} f
    WHERE ${filled.join(' AND ')} AND NOT EXISTS (SELECT FROM ${nameOf(target)} t WHERE ${equal.join(' AND ')})`
}

function nameOf({ schema, name }: SchemaMemberId): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
}
