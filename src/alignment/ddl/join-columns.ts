import type { Statement } from './statement.ts'

const adding = /^(ALTER TABLE (?:"(?:[^"]|"")+"\.)?"(?:[^"]|"")+") (ADD COLUMN [\s\S]+)$/

/**
 * The texts of statements, those that add columns to one table in a row as one: the table is locked once, and
 * rewritten once where it must be.
 */
export function joinColumns(statements: readonly Statement[]): readonly string[] {
  const texts: string[] = []
  let table: string | null = null
  for (const { sql } of statements) {
    const [, on, clause] = adding.exec(sql) ?? []
    const last = texts.at(-1)
    if (on !== undefined && on === table && last !== undefined)
      texts[texts.length - 1] = `${last},\n  ${clause}`
    else texts.push(sql)
    table = on ?? null
  }
  return texts
}
