import { describe, expect, test } from 'vitest'
import { runMigrateCommand } from '../../src/migrations/run-migrate-command.ts'
import { connectionUrl } from '../../src/postgres/connection-url.ts'
import { createTestDatabase, query } from '../support/database.ts'
import { failureOf, folderWith } from '../support/folder.ts'

const never = new AbortController().signal
const url = 'postgresql://me:p%40ss-word@127.0.0.1:5/db'

async function run(
  command: string,
  options: { readonly signal?: AbortSignal; readonly folder?: string; readonly url?: string } = {},
) {
  const notes: string[] = []
  const log = { note: (text: string) => notes.push(text), warn: (text: string) => notes.push(text) }
  await runMigrateCommand(command, options.url ?? url, options.folder ?? '/', options.signal ?? never, log)
  return notes
}

describe('a migrate command', () => {
  test('runs in a shell, in the working directory, and reaches the database', async () => {
    const folder = await folderWith({ 'up.sql': 'CREATE TABLE made_by_tool (id int);' })
    const database = await createTestDatabase()
    await run('cat up.sql | psql -q "$DATABASE_URL"', { folder, url: connectionUrl(database) })
    expect(await query(database, "SELECT to_regclass('made_by_tool')::text AS name")).toEqual([
      { name: 'made_by_tool' },
    ])
  })

  test('shows its output without the URL, the password, and the values Postgres quotes', async () => {
    const notes = await run(
      `echo "to $DATABASE_URL"; echo "with p@ss-word" >&2; echo "DETAIL:  Key (email)=(a@b.c) already exists." >&2; echo done`,
    )
    expect(notes.toSorted()).toEqual(['done', 'to ***', 'with ***'])
  })

  test('that fails is a failure with its exit code, and none of its output', async () => {
    const failure = await failureOf(run('echo "row 42 is bad" >&2; exit 7'))
    expect(failure).toMatchObject({ stage: 'migrate', code: 'migrate-command-failed' })
    expect(failure.message).toBe('The migrate command failed with exit code 7.')
    expect(JSON.stringify(failure)).not.toContain('42')
  })

  test('that cannot be run fails as well', async () => {
    expect((await failureOf(run('surely-no-such-command'))).message).toContain('127')
  })

  test('is ended, with all it started, when the check is cancelled', async () => {
    const controller = new AbortController()
    const start = performance.now()
    const running = run('sleep 30 | sleep 30', { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('cancelled')), 200)
    await expect(running).rejects.toThrow('cancelled')
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
