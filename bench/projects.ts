import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checksumOf } from '../src/migrations/read-migrations.ts'
import { createRecordsTable, insertRecord } from '../src/migrations/records-table.ts'
import { withClient } from '../src/postgres/client.ts'
import type { Server } from '../src/postgres/server.ts'
import { generateProject } from './generated.ts'

const example = join(import.meta.dirname, '../examples/tutoring')

/** A project on disk, with the dump of its production. */
export interface Project {
  readonly name: string
  readonly directory: string
  readonly dump: string
}

/** The bundled example, copied to where the hand-rolled sequence may write into it. */
export function exampleProject(directory: string): Project {
  cpSync(join(example, 'prisma'), join(directory, 'prisma'), { recursive: true })
  cpSync(join(example, 'dump.sql'), join(directory, 'dump.sql'))
  return configured({ name: 'example, 8 tables', directory, dump: join(directory, 'dump.sql') })
}

/** A generated project of any size; its dump is pg_dump's. */
export async function generatedProject(directory: string, tables: number, server: Server): Promise<Project> {
  const { schema, migration, production } = generateProject(tables, 20)
  const name = '20250101000000_init'
  const folder = join(directory, 'prisma/migrations', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(directory, 'prisma/schema.prisma'), schema)
  writeFileSync(join(directory, 'prisma/migrations/migration_lock.toml'), 'provider = "postgresql"\n')
  writeFileSync(join(folder, 'migration.sql'), migration)
  const database = await server.createDatabase('bench')
  const record = { name, file: '', sql: migration, checksum: checksumOf(migration) }
  await withClient(database, async (client) => {
    for (const sql of [migration, createRecordsTable('public'), insertRecord('public', record), production])
      await client.query(sql)
  })
  const dump = join(directory, 'dump.sql')
  const { host, port, user, password } = database
  const args = ['-h', host, '-p', String(port), '-U', user, '-f', dump, database.database]
  const env = { ...process.env, PGPASSWORD: typeof password === 'string' ? password : '' }
  const { status, stderr } = spawnSync('pg_dump', args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return configured({ name: `generated, ${tables} tables`, directory, dump })
}

function configured(project: Project): Project {
  writeFileSync(
    join(project.directory, 'prisma.config.ts'),
    `import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL, shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL },
})
`,
  )
  return project
}
