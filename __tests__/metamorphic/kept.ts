/** What holds of every plan, whatever it was written for. */
import { expect } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { checksumOf } from '../../src/migrations/read-migrations.ts'
import type { Plan } from '../../src/model/plan.ts'
import { withClient } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { splitStatements } from '../../src/postgres/sql/split.ts'
import { json } from '../../src/report/json.ts'
import { deployed, leftToPersons, planIn, withPlan } from '../alignment/carry-out.ts'
import { withoutTimes } from '../support/check-folder.ts'
import { query, testServer } from '../support/database.ts'
import { pgDump } from '../support/pg-dump.ts'
import { checkDump, checkRepository, type Files, formatted, pendingMigration } from './lines.ts'

/**
 * Checks, carries the plan out in a copy of production, and checks again.
 * @param production is not changed
 */
export async function expectKept(
  files: Files,
  production: Connection,
  options: Partial<Config> = {},
): Promise<void> {
  const report = await checkRepository(files, production, { plan: 'proved', ...options })
  expect(report.failure).toBeNull()
  if (report.findings.length === 0) return
  const plan = planIn(report)
  const mayLose = plan.steps.some(({ hazards }) => hazards.includes('data-loss'))
  expect(plan.proof.checks.filter(({ held, name }) => !held && !(mayLose && name === 'no-row-lost'))).toEqual(
    [],
  )
  const planned = withPlan(files, plan)
  const before = await withPending(files, production)
  const after = await deployed(before, plan)
  const lost = await gone(before, after)
  if (!mayLose) expect(lost).toEqual([])
  await expectFormatted(files, planned)
  await expectRolledBack(before, after, plan)
  const again = await checkRepository(planned, after, { plan: 'tried', ...options })
  expect(again.failure).toBeNull()
  const left = leftToPersons(plan)
  // What only sums up others is left where they are.
  const whole = new Set(
    again.findings.flatMap(({ fingerprint, partOf }) => (left.has(fingerprint) ? (partOf ?? []) : [])),
  )
  const open = again.findings.filter(({ fingerprint }) => !left.has(fingerprint) && !whole.has(fingerprint))
  expect(open.map(({ message }) => message)).toEqual([])
  expect(again.plan?.files ?? []).toEqual([])
}

/** Production once the next deploy has run what waits; as it is where that fails. */
async function withPending(files: Files, production: Connection): Promise<Connection> {
  const file = `migrations/${pendingMigration}/migration.sql`
  const sql = files[file]
  if (sql === undefined) return production
  const copy = await (await testServer()).createDatabase('pending', production)
  const migration = { name: pendingMigration, sql, file, checksum: checksumOf(sql) }
  return (await applyMigrations(copy, [migration], { asDeploy: true })) === null ? copy : production
}

/** The report is the same, byte for byte, as often as it is asked for. */
export async function expectSame(files: Files, production: Connection): Promise<void> {
  const dump = (await pgDump(production)).toString()
  const once = async () => json(withoutTimes(await checkDump(files, dump, { plan: 'proved' })))
  expect(await once()).toBe(await once())
}

/** The tables and columns that hold less, or something else, than before; each by its number in the catalog. */
async function gone(before: Connection, after: Connection): Promise<readonly string[]> {
  const [was, is] = await Promise.all([contentsOf(before), contentsOf(after)])
  return [...was].flatMap(([key, { name, type, values }]) => {
    const now = is.get(key)
    if (now && now.type !== type) return now.count === values.length ? [] : [name]
    return now?.values.join('\n') === values.join('\n') ? [] : [name]
  })
}

interface Contents {
  readonly name: string
  readonly type: string
  readonly count: number
  /** As texts, sorted. */
  readonly values: readonly string[]
}

async function contentsOf(database: Connection): Promise<ReadonlyMap<string, Contents>> {
  const columns = await query(
    database,
    `SELECT c.oid || '.' || a.attnum AS key, format('%I.%I', n.nspname, c.relname) AS "table",
       quote_ident(a.attname) AS "column", format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'other') AND a.attnum > 0 AND NOT a.attisdropped
       AND c.relname <> '_prisma_migrations'`,
  )
  const contents = new Map<string, Contents>()
  for (const { key, table, column, type } of columns) {
    const rows = await query(
      database,
      `SELECT ${column}::text AS value FROM ${table} WHERE ${column} IS NOT NULL`,
    )
    const values = rows.map(({ value }) => `${value}`).toSorted()
    contents.set(`${key}`, { name: `${table}.${column}`, type: `${type}`, count: values.length, values })
  }
  return contents
}

/** `prisma format` leaves files alone that it left alone before. */
async function expectFormatted(before: Files, after: Files): Promise<void> {
  for (const [path, content] of Object.entries(after)) {
    const was = before[path]
    if (!path.endsWith('.prisma') || content === was || (was !== undefined && (await formatted(was)) !== was))
      continue
    expect(content).toBe(await formatted(content))
  }
}

/** The rollback brings back what pg_dump writes of the structure, but for what it says to leave. */
async function expectRolledBack(before: Connection, after: Connection, plan: Plan): Promise<void> {
  const copy = await (await testServer()).createDatabase('rolled-back', after)
  await withClient(copy, async (client) => {
    for (const { text } of splitStatements(plan.rollbackSql)) await client.query(text)
  })
  const leaves = plan.proof.checks.some(({ name, detail }) => name === 'rollback-restores' && detail !== null)
  if (leaves) return
  const [was, is] = await Promise.all([structureOf(before), structureOf(copy)])
  expect({
    gone: was.filter((line) => !is.includes(line)),
    come: is.filter((line) => !was.includes(line)),
  }).toEqual({ gone: [], come: [] })
}

/** The lines that pg_dump writes of it: a column that comes back is behind the others. */
async function structureOf(database: Connection): Promise<readonly string[]> {
  const dump = await pgDump(database, ['--schema-only', '--exclude-table=*._prisma_migrations'])
  return `${dump}`.split('\n').flatMap((line) => (/^(--|\\)/.test(line) ? [] : line.replace(/,$/, '')))
}
