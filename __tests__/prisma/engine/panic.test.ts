import { expect, test } from 'vitest'
import { loadSchemaEngine } from '../../../src/prisma/wasm/load.ts'
import { noDatabase } from '../../../src/prisma/wasm/no-database.ts'
import { guarded } from '../../../src/prisma/wasm/panic.ts'
import { createTestDatabase, query } from '../../support/database.ts'
import { datasource, open, project } from './support.ts'

test('a panic is a Failure for all that waits and all that follows, and ends nothing else', async () => {
  const engine = await open(project(`${datasource(7)}model A {\n  id Int @id\n}\n`))
  const database = await createTestDatabase()
  const { SchemaEngine } = await loadSchemaEngine(7)
  const failure = {
    name: 'Failure',
    stage: 'prisma',
    code: 'engine-panic',
    message: expect.stringContaining('panicked'),
  }

  const waiting = guarded(() => new Promise(() => {}))
  // No schema files at all is what this engine panics of, in a microtask that nobody can catch.
  const panicking = guarded(() => SchemaEngine.new({ datamodels: [] }, () => {}, noDatabase('public')))
  const settled = await Promise.allSettled([waiting, panicking])
  expect(settled).toEqual([
    { status: 'rejected', reason: expect.objectContaining(failure) },
    { status: 'rejected', reason: expect.objectContaining(failure) },
  ])

  await expect(engine.diff(database)).rejects.toMatchObject(failure)
  await expect(engine.validate()).rejects.toMatchObject(failure)
  const others =
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
  expect(await query(database, others)).toEqual([])
})
