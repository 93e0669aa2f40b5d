import { words } from '../../postgres/sql/head.ts'
import { beginsWith, definitions } from './statement.ts'

/**
 * PSL has no generated columns: one that was pulled is a `@default(dbgenerated(…))`, and the engine prints a DEFAULT
 * that refers to other columns, which Postgres refuses. Says that column as what it is.
 * https://www.postgresql.org/docs/current/ddl-generated-columns.html
 * @param position where Postgres found the reference, in characters of the statement from 1
 * @returns the statement with that column `GENERATED ALWAYS AS (…) STORED`; null when there is no DEFAULT at that place
 */
export function generateColumn(statement: string, position: number): string | null {
  if (!beginsWith(statement, 'create', 'table')) return null
  // Postgres counts characters, JavaScript counts UTF-16 code units.
  const at = [...statement].slice(0, position - 1).join('').length
  const column = definitions(statement).find(({ text, offset }) => offset <= at && at < offset + text.length)
  if (column === undefined) return null
  const word = outermost(column.text).find(({ text }) => text.toLowerCase() === 'default')
  if (word === undefined) return null
  const start = column.offset + word.offset
  const end = column.offset + column.text.length
  const expression = statement.slice(start + word.text.length, end).trim()
  return `${statement.slice(0, start)}GENERATED ALWAYS AS (${expression}) STORED${statement.slice(end)}`
}

/** The words that stand outside of all brackets. */
function outermost(text: string) {
  let depth = 0
  return [...words(text)].filter(({ kind }) => {
    if (kind === 'open') depth += 1
    if (kind === 'close') depth -= 1
    return depth === 0 && kind === 'word'
  })
}
