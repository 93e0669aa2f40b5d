import type { TestProject } from 'vitest/node'
import { connectionUrl } from '../../src/postgres/connection-url.ts'
import { startServer } from '../../src/postgres/start.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the one server that all tests of a run share, as its superuser. */
    readonly postgres: string
  }
}

/** Starts one server for the whole run: of this machine's binaries, else however one can be had. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({
    where: 'auto',
    major: null,
    image: null,
    url: null,
    dumpBytes: 0,
    signal: new AbortController().signal,
    log: { note() {}, warn() {} },
    onRemains() {},
  })
  project.provide('postgres', connectionUrl(server.connection))
  return () => server.stop()
}
