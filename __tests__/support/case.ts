import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { readMigrations } from '../../src/migrations/read-migrations.ts'
import type { Report } from '../../src/model/report.ts'
import { withClient } from '../../src/postgres/client.ts'
import { namedRoles } from '../../src/postgres/sql/roles.ts'
import { splitStatements } from '../../src/postgres/sql/split.ts'
import { readCase } from './case-file.ts'
import { checkFolder } from './check-folder.ts'
import { createTestDatabase, testServer } from './database.ts'
import { pgDump } from './pg-dump.ts'

/** Makes the case's production and dumps it with pg_dump, unless it is given as a dump, and runs the whole check on that. */
export async function checkCase(directory: string): Promise<Report> {
  const scratch = await mkdtemp(join(tmpdir(), 'case-'))
  try {
    const { dump: given, grants } = readCase(directory)
    const dump = given === null ? join(scratch, 'production.sql') : join(directory, given)
    if (given === null) await dumpProduction(directory, dump)
    return await checkFolder(directory, { dump, grants })
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/** Production is its migrations, then what was done by hand. */
async function dumpProduction(directory: string, target: string): Promise<void> {
  const { pending, schema } = readCase(directory)
  const database = await createTestDatabase()
  const server = await testServer()
  const ensureRole = (name: string) => server.ensureRole(name).then(() => true)
  const folder = join(directory, 'migrations')
  if (existsSync(folder)) {
    const migrations = await readMigrations(folder, directory)
    const broken = await applyMigrations(
      database,
      migrations.filter(({ name }) => !pending.includes(name)),
      { schema, ensureRole },
    )
    if (broken) throw new Error(`${directory}: ${broken.migration.name}: ${broken.message}`)
  }
  const byHand = join(directory, 'production.sql')
  if (existsSync(byHand)) {
    const sql = readFileSync(byHand, 'utf8')
    for (const role of namedRoles(sql)) await ensureRole(role)
    await withClient(database, async (client) => {
      await client.query(`SET search_path = ${schema}`)
      for (const { text } of splitStatements(sql)) await client.query(text)
    })
  }
  await pgDump(database, ['--file', target])
}
