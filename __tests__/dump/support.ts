import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { openDump } from '../../src/dump/open-dump.ts'
import { restoreDump } from '../../src/dump/restore.ts'
import { Failure } from '../../src/model/failure.ts'
import type { DumpFacts } from '../../src/model/report.ts'
import type { Connection, Server } from '../../src/postgres/server.ts'
import { createTestDatabase, testServer } from '../support/database.ts'
import { pgDump } from '../support/pg-dump.ts'

/** A folder for the files of one test file, removed when it ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dump-test-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** All that a database holds, as text: equal for equal databases. */
export async function content(database: Connection): Promise<string> {
  const dump = await pgDump(database, ['--no-owner', '--no-privileges'])
  return dump.toString('utf8').replaceAll(/^\\(?:un)?restrict .*$/gm, '')
}

export interface Restored {
  readonly facts: DumpFacts
  readonly database: Connection
  readonly notes: readonly string[]
}

/** Opens and restores a dump into a new database. */
export async function restore(
  dump: string,
  options: { server?: Server; sha256?: string } = {},
): Promise<Restored> {
  const server = options.server ?? (await testServer())
  const notes: string[] = []
  const common = {
    signal: new AbortController().signal,
    log: { note: (text: string) => void notes.push(text), warn: (text: string) => void notes.push(text) },
  }
  const config = { dump, dumpSha256: options.sha256 ?? null, workingDirectory: '/' }
  const opened = await openDump({ config, ...common })
  if (opened === null) throw new Error('no dump')
  try {
    const database = await createTestDatabase()
    const facts = await restoreDump({ dump: opened, server, database, grants: false, ...common })
    return { facts, database, notes }
  } finally {
    await opened.close()
  }
}

/** The failure that `work` ends with, as a plain object; a test fails when there is none. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw error ?? new Error('it did not fail')
  expect(error.stage).toBe('restore')
  expect(error.next.length).toBeGreaterThan(0)
  expect(`${error.message} ${error.next.join(' ')}`).not.toMatch(/undefined|null\b|\[object/)
  return error
}
