import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { readMigrations } from '../../src/migrations/read-migrations.ts'
import type { Report } from '../../src/model/report.ts'
import { withClient } from '../../src/postgres/client.ts'
import { splitStatements } from '../../src/postgres/sql/split.ts'
import { checkFolder } from './check-folder.ts'
import { createTestDatabase } from './database.ts'
import { pgDump } from './pg-dump.ts'

const caseFile = z.strictObject({
  /** What the case shows. */
  about: z.string(),
  /** Migrations that production has not run. */
  pending: z.array(z.string()).default([]),
  /** The schema that `?schema=` of production's URL names. */
  schema: z.string().default('public'),
  /** `severity rule kind name cause`, in the report's order. */
  findings: z.array(z.string()),
  /** What Prisma's engine reports and no finding covers. */
  onlyEngine: z.array(z.string()).default([]),
})
export type Case = z.infer<typeof caseFile>

export function readCase(directory: string): Case {
  return caseFile.parse(parse(readFileSync(join(directory, 'case.yml'), 'utf8')))
}

/** Makes the case's production, dumps it with pg_dump and runs the whole check on the dump. */
export async function checkCase(directory: string): Promise<Report> {
  const scratch = await mkdtemp(join(tmpdir(), 'case-'))
  try {
    const dump = join(scratch, 'production.sql')
    await dumpProduction(directory, dump)
    return await checkFolder(directory, { dump })
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/** Production is its migrations, then what was done by hand. */
async function dumpProduction(directory: string, target: string): Promise<void> {
  const { pending, schema } = readCase(directory)
  const database = await createTestDatabase()
  const folder = join(directory, 'migrations')
  if (existsSync(folder)) {
    const migrations = await readMigrations(folder, directory)
    const broken = await applyMigrations(
      database,
      migrations.filter(({ name }) => !pending.includes(name)),
      { schema },
    )
    if (broken) throw new Error(`${directory}: ${broken.migration.name}: ${broken.message}`)
  }
  const byHand = join(directory, 'production.sql')
  if (existsSync(byHand))
    await withClient(database, async (client) => {
      await client.query(`SET search_path = ${schema}`)
      for (const { text } of splitStatements(readFileSync(byHand, 'utf8'))) await client.query(text)
    })
  await pgDump(database, ['--file', target])
}
