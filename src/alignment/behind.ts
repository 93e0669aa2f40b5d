import type { MigrationBreak } from '../model/migration.ts'
import { objectKey } from '../model/object.ts'
import { tableOf } from './ddl/names.ts'
import type { Draft } from './draft.ts'

/** A finding for which a statement is run that a database refused. */
export interface Culprit {
  readonly fingerprint: string
  /** Is the statement about the table that the finding is about, so that the rows it is refused for are in it? */
  readonly isOnTable: boolean
}

/**
 * The findings for which a statement is run that a database refused.
 * @returns none where the statement is of none of the draft's migrations
 */
export function behind(
  { migrations, statements, decided }: Draft,
  broken: MigrationBreak,
): readonly Culprit[] {
  const migration = migrations.find(({ name }) => name === broken.migration.name)
  if (!migration) return []
  const lines = linesOf(
    migration.sql,
    migration.statements.map(({ sql }) => sql),
  )
  const first = lines.findLast((line) => line <= broken.line) ?? lines[0]
  const culprits = migration.statements.filter((_, at) => lines[at] === first)
  const tables = culprits.flatMap(({ table }) => (table ? [objectKey(table)] : []))
  const on = new Set(
    decided.flatMap(({ finding: { fingerprint, object } }) =>
      'table' in object && tables.includes(objectKey(tableOf(object))) ? [fingerprint] : [],
    ),
  )
  return [statements.adopt, statements.align].flatMap(({ byFinding }) =>
    [...byFinding].flatMap(([fingerprint, all]) =>
      all.some((each) => culprits.includes(each)) ? [{ fingerprint, isOnTable: on.has(fingerprint) }] : [],
    ),
  )
}

/**
 * The line on which each of the statements begins, from 1; they are in the text in this order. One that is not, as it
 * was made one with the statement before, is where that one is.
 */
function linesOf(text: string, statements: readonly string[]): readonly number[] {
  let [line, offset] = [1, 0]
  return statements.map((statement) => {
    const start = text.indexOf(statement, offset)
    if (start < 0) return line
    line = text.slice(0, start).split('\n').length
    offset = start + statement.length
    return line
  })
}
