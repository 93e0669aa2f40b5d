import { afterAll } from 'vitest'
import { withClient } from '../../../src/postgres/client.ts'
import { embedded } from '../../../src/postgres/providers/embedded.ts'
import type { Connection, Server } from '../../../src/postgres/server.ts'
import { testServer } from '../../support/database.ts'
import { serverRequest } from '../../support/server-request.ts'

const wanted = process.env.POSTGRES_MAJORS ?? '18'

/** Other versions than the one of the run: one in an ordinary run, all of them with `POSTGRES_MAJORS=all`. */
const others = (
  wanted === 'all' ? ['12', '13', '14', '16', '17', '18'] : wanted.split(',').filter((each) => each !== '')
).map(Number)

/** The servers that statements are held to: the run's own (`null`), and one of each other version. */
export const majors: readonly (number | null)[] = [null, ...others]

/** A server of this version, for one test file; null stands for the run's own. */
export function serverOf(major: number | null): () => Promise<Server> {
  if (major === null) return testServer
  let server: Promise<Server> | null = null
  afterAll(async () => {
    await (await server)?.stop()
  })
  return () => {
    server ??= embedded.start(serverRequest({ where: 'embedded', major }).request)
    return server
  }
}

/**
 * Runs statements one by one, each in a transaction of its own.
 * @throws what Postgres says, with the statement
 */
export async function run(database: Connection, statements: readonly string[], before = ''): Promise<void> {
  await withClient(database, async (client) => {
    if (before !== '') await client.query(before)
    for (const sql of statements)
      await client.query(sql).catch((error: unknown) => {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${sql}`)
      })
  })
}
