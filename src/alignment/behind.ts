import type { MigrationBreak } from '../model/migration.ts'
import type { Draft } from './draft.ts'

/**
 * The findings for which a statement is run that a database refused.
 * @returns fingerprints; none where the statement is of none of the draft's migrations
 */
export function behind({ migrations, statements }: Draft, broken: MigrationBreak): readonly string[] {
  const migration = migrations.find(({ name }) => name === broken.migration.name)
  if (!migration) return []
  const own = migration.statements.map(({ sql }) => sql)
  const at = linesOf(migration.sql, own).findLastIndex((line) => line <= broken.line)
  const culprit = migration.statements[Math.max(0, at)]
  return [statements.adopt, statements.align].flatMap(({ byFinding }) =>
    [...byFinding].flatMap(([fingerprint, all]) => (culprit && all.includes(culprit) ? [fingerprint] : [])),
  )
}

/** The line on which each of the statements begins, from 1; they are in the text in this order. */
function linesOf(text: string, statements: readonly string[]): readonly number[] {
  let offset = 0
  return statements.map((statement) => {
    offset = text.indexOf(statement, offset)
    const line = text.slice(0, offset).split('\n').length
    offset += statement.length
    return line
  })
}
