import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findPrograms } from '../../src/postgres/binaries.ts'
import type { Connection } from '../../src/postgres/server.ts'
import { connectionEnvironment } from '../../src/postgres/tools.ts'
import { testServer } from './database.ts'

const run = promisify(execFile)

/** What pg_dump writes of a database; nothing where `args` name a file. */
export async function pgDump(database: Connection, args: readonly string[] = []): Promise<Buffer> {
  const { major } = await testServer()
  const program = (await findPrograms('pg_dump')).find((each) => each.major >= major)
  if (program === undefined) throw new Error('these tests need a pg_dump')
  const env = { ...process.env, ...connectionEnvironment(database) }
  const { stdout } = await run(program.file, [...args], { env, encoding: 'buffer', maxBuffer: 2 ** 28 })
  return stdout
}
