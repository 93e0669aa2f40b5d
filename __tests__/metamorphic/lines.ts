/** Runs the check on a production, a history and a schema, each of which may be another one. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Config } from '../../src/config/config.ts'
import { applyMigrations } from '../../src/migrations/apply-migrations.ts'
import { readMigrations } from '../../src/migrations/read-migrations.ts'
import { objectName } from '../../src/model/object.ts'
import type { Report } from '../../src/model/report.ts'
import { withClient } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { splitStatements } from '../../src/postgres/sql/split.ts'
import type { Engine } from '../../src/prisma/engine.ts'
import { openEngine } from '../../src/prisma/open-engine.ts'
import { readProject } from '../../src/prisma/read-project.ts'
import { loadSchemaLibrary } from '../../src/prisma/wasm/load.ts'
import { restore } from '../dump/support.ts'
import { checkFolder } from '../support/check-folder.ts'
import { createTestDatabase, testServer } from '../support/database.ts'
import { configFor } from '../support/folder.ts'
import { pgDump } from '../support/pg-dump.ts'
import type { Schema } from './generated.ts'

/** What every schema begins with. */
export const datasource = 'datasource db {\n  provider = "postgresql"\n}\n'
const init = '20250101000000_init'
export const pendingMigration = '20250201000000_change'

/** A schema as one file. */
export function schemaFile({ blocks }: Schema): string {
  return [datasource, ...blocks].join('\n')
}

/** The files of a repository, by path. */
export type Files = { readonly [path: string]: string }

/** Schema files in a folder, a migration that makes the database, and one that production has not run. */
export function repository(
  schema: Schema | { readonly files: Files },
  made: string,
  pending: string | null = null,
): Files {
  const files = 'files' in schema ? schema.files : { 'models/schema.prisma': schemaFile(schema) }
  return {
    ...files,
    'migrations/migration_lock.toml': 'provider = "postgresql"\n',
    [`migrations/${init}/migration.sql`]: made,
    ...(pending === null ? {} : { [`migrations/${pendingMigration}/migration.sql`]: pending }),
  }
}

/** What Prisma writes as the migration of a schema. */
export async function migrationOf(schema: Schema | string): Promise<string> {
  return withEngine(typeof schema === 'string' ? schema : schemaFile(schema), (engine) => engine.script())
}

/** What Prisma writes as the next migration of a database that is to have a schema. */
export async function nextMigration(database: Connection, file: string): Promise<string> {
  return withEngine(file, (engine) => engine.migration(database))
}

async function withEngine<T>(file: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  return withFolder({ 'schema.prisma': file }, async (folder) => {
    const project = await readProject(configFor(folder))
    const log = { note() {}, warn() {} }
    const engine = await openEngine({ choice: 'wasm', project, signal: new AbortController().signal, log })
    const validation = await engine.validate()
    if (!validation.valid) throw new Error(`${JSON.stringify(validation.diagnostics)}\n${file}`)
    return work(engine)
  })
}

/** A database that has run a migration, as Prisma records it. */
export function migrated(sql: string): Promise<Connection> {
  return withFolder(repository({ blocks: [] }, sql), async (folder) => {
    const database = await createTestDatabase()
    const migrations = await readMigrations(join(folder, 'migrations'), folder)
    const broken = await applyMigrations(database, migrations, { schema: 'public' })
    if (broken) throw new Error(`${broken.message}\n${broken.statement}`)
    return database
  })
}

/** A copy of a database in which statements were run by hand. */
export async function changed(database: Connection, sql: string): Promise<Connection> {
  const copy = await (await testServer()).createDatabase('changed', database)
  await withClient(copy, async (client) => {
    for (const { text } of splitStatements(sql)) await client.query(text)
  })
  return copy
}

/** What pg_dump writes of a database that was restored from a dump. */
export async function dumpedAgain(dump: string): Promise<string> {
  return withFolder({ 'production.sql': dump }, async (folder) => {
    const { database } = await restore(join(folder, 'production.sql'))
    return (await pgDump(database)).toString()
  })
}

/** The report on a repository and a production, which is dumped with pg_dump. */
export async function checkRepository(
  files: Files,
  production: Connection,
  options: Partial<Config> = {},
): Promise<Report> {
  return checkDump(files, (await pgDump(production)).toString(), options)
}

/** The report on a repository and a dump. */
export async function checkDump(files: Files, dump: string, options: Partial<Config> = {}): Promise<Report> {
  return withFolder({ ...files, 'production.sql': dump }, (folder) =>
    checkFolder(folder, {
      schema: 'models',
      migrations: 'migrations',
      dump: join(folder, 'production.sql'),
      ...options,
    }),
  )
}

/** A schema file as `prisma format` writes it. */
export async function formatted(file: string): Promise<string> {
  const { format } = await loadSchemaLibrary(7)
  const options = { textDocument: { uri: 'file:/dev/null' }, options: { tabSize: 2, insertSpaces: true } }
  const [[, text]] = JSON.parse(format(JSON.stringify([['schema.prisma', file]]), JSON.stringify(options)))
  return text
}

/** The findings of a report as `rule kind name cause`, sorted; a report without verdict is an error. */
export function toldBy({ findings, failure }: Report): readonly string[] {
  if (failure) throw new Error(failure.message)
  return findings
    .map(({ rule, object, cause }) => [rule, object.kind, objectName(object), cause].join(' '))
    .sort()
}

async function withFolder<T>(files: Files, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'metamorphic-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
