import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
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
    const { dump: given, grants, git } = readCase(directory)
    const dump = given === null ? join(scratch, 'production.sql') : join(directory, given)
    if (given === null) await dumpProduction(directory, dump)
    const folder = git === 'none' ? directory : commitCase(directory, scratch, git)
    return await checkFolder(folder, { dump, grants, plan: 'proved' })
  } finally {
    await rm(scratch, { recursive: true })
  }
}

/**
 * Makes a repository of a case: its first commit has the migrations that production ran, its second the case.
 * @returns its folder, or that of a clone without the first commit
 */
function commitCase(directory: string, scratch: string, history: 'whole' | 'shallow'): string {
  const repository = join(scratch, 'repository')
  mkdirSync(repository)
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      cwd: repository,
      stdio: 'pipe',
    })
  git('init', '--quiet')
  for (const [folder, message] of [
    ['ran', 'what production ran'],
    ['migrations', 'what is there now'],
  ] as const) {
    rmSync(join(repository, 'migrations'), { recursive: true, force: true })
    cpSync(join(directory, folder), join(repository, 'migrations'), { recursive: true })
    cpSync(join(directory, 'schema.prisma'), join(repository, 'schema.prisma'))
    git('add', '--all')
    git('commit', '--quiet', '--no-gpg-sign', '--message', message)
  }
  if (history === 'whole') return repository
  const clone = join(scratch, 'clone')
  git('clone', '--quiet', '--depth', '1', `file://${repository}`, clone)
  return clone
}

/** Production is its migrations, then what was done by hand. */
async function dumpProduction(directory: string, target: string): Promise<void> {
  const { pending, schema } = readCase(directory)
  const database = await createTestDatabase()
  const server = await testServer()
  const ensureRole = (name: string) => server.ensureRole(name).then(() => true)
  const folder = ['ran', 'migrations'].map((name) => join(directory, name)).find((path) => existsSync(path))
  if (folder !== undefined) {
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
