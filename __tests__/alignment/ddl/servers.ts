import { afterAll } from 'vitest'
import { withClient } from '../../../src/postgres/client.ts'
import { embedded } from '../../../src/postgres/providers/embedded.ts'
import type { Connection, Server } from '../../../src/postgres/server.ts'
import { testServer } from '../../support/database.ts'
import { serverRequest } from '../../support/server-request.ts'

/** The versions of `POSTGRES_MAJORS`: a list, or `all`; unless told, these. */
function others(ordinarily: string): readonly number[] {
  const wanted = process.env.POSTGRES_MAJORS ?? ordinarily
  const all = wanted === 'all' ? '12,13,14,16,17,18' : wanted
  return all
    .split(',')
    .filter((each) => each !== '')
    .map(Number)
}

/** The servers that statements are held to: the run's own (`null`), and the newest. */
export const majors: readonly (number | null)[] = [null, ...others('18')]

/** Where trying every pair of objects takes long: the run's own alone. */
export const slowMajors: readonly (number | null)[] = [null, ...others('')]

/** Is the database that statements are written for in use? In an ordinary run it is, as production is. */
export const uses: readonly boolean[] = process.env.POSTGRES_MAJORS === undefined ? [true] : [true, false]

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
