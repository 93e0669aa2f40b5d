import { databaseUrl } from './database-url.ts'
import { type Home, rollbackPath } from './home.ts'
import type { NewMigration } from './new-migrations.ts'
import { searchPathTo } from './search-path.ts'

/**
 * What takes back in production what the migrations do there, the last first. It is run statement by statement, as
 * psql does: some of it is refused inside a transaction.
 * @param schema where names live that have no schema
 * @returns empty where there is nothing to take back
 */
export function rollbackOf(migrations: readonly NewMigration[], schema: string, home: Home): string {
  const run = migrations.filter(({ recorded }) => !recorded)
  const last = run.at(-1)
  const undone = run.flatMap(({ statements }) => statements).toReversed()
  const sql = undone.flatMap(({ undo }) => (undo === null ? [] : [`${undo};`]))
  if (!last || sql.length === 0) return ''
  const left = [...new Set(undone.flatMap(({ irreversible }) => irreversible ?? []))]
  const head = [
    'Takes back what the migrations did in production, the last first:',
    `  psql ${databaseUrl} --set ON_ERROR_STOP=1 --file ${rollbackPath(last, home)}`,
    ...left,
  ]
  return `${head.map((line) => `-- ${line}`).join('\n')}\n\n${[...searchPathTo(schema), ...sql].join('\n\n')}\n`
}
