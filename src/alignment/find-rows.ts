import type { Question } from '../model/evidence.ts'
import type { SchemaMemberId } from '../model/object.ts'
import { ident, qualified, tableOf } from './ddl/names.ts'
import { unqualified } from './ddl/text.ts'

/**
 * The query that lists the rows of production that stand against something, for whoever mends them.
 * @param home where names live that have no schema
 * @returns null where all rows of the table do
 */
export function rowsAgainst(question: Question, home: string): string | null {
  const from = (table: SchemaMemberId) => `SELECT * FROM ${qualified(table, home)}`
  switch (question.kind) {
    case 'nulls':
      return `${from(tableOf(question.column))} WHERE ${ident(question.column.name)} IS NULL`
    case 'longer':
      return `${from(tableOf(question.column))} WHERE char_length(${ident(question.column.name)}) > ${question.length}`
    case 'violations':
      return `${from(question.table)} WHERE NOT (${unqualified(question.expression, home)})`
    case 'duplicates': {
      const { table, keys, predicate } = question
      const list = keys.map((key) => (key.startsWith('(') ? unqualified(key, home) : ident(key))).join(', ')
      const where = predicate === null ? '' : ` WHERE ${unqualified(predicate, home)}`
      return `SELECT ${list}, count(*) FROM ${qualified(table, home)}${where} GROUP BY ${list} HAVING count(*) > 1`
    }
    case 'orphans': {
      const { table, columns, target, targetColumns } = question
      const isHere = columns.map((column, at) => `t.${ident(targetColumns[at] ?? '')} = s.${ident(column)}`)
      const isSet = columns.map((column) => `s.${ident(column)} IS NOT NULL`)
      return `SELECT s.* FROM ${qualified(table, home)} s WHERE ${isSet.join(' AND ')} AND NOT EXISTS (SELECT FROM ${qualified(target, home)} t WHERE ${isHere.join(' AND ')})`
    }
    case 'values':
    case 'labels':
    case 'rows':
      return null
  }
}
